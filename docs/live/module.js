// The book's own C++, compiled for the browser: loads the module, calls it, and starts it anew when it has stopped at an
// error. Used by a page, by a worker and by the tests; knows nothing of the page.

globalThis.WorkbookModule = class {
    // What a WASI module asks of an operating system; a page has none, and the chapters need none.
    static imports(memory) {
        const refuse = 52; // "function not supported"
        const calls = {
            clock_time_get: (id, precision, where) => {
                new DataView(memory().buffer).setBigUint64(where, BigInt(Math.round(performance.now() * 1e6)), true);
                return 0;
            },
            environ_sizes_get: (count, size) => {
                const view = new DataView(memory().buffer);
                view.setUint32(count, 0, true);
                view.setUint32(size, 0, true);
                return 0;
            },
            environ_get: () => 0,
        };
        return {wasi_snapshot_preview1: new Proxy(calls, {get: (known, name) => known[name] ?? (() => refuse)})};
    }

    static async fromBase64(text) {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        return new WorkbookModule(await WebAssembly.compile(bytes));
    }

    constructor(compiled) {
        this.compiled = compiled;
        this.start();
        this.chapters = this.call("list_chapters").map((part) => part.name);
    }

    start() {
        this.instance = new WebAssembly.Instance(this.compiled, WorkbookModule.imports(() => this.instance.exports.memory));
        this.instance.exports._initialize();
    }

    // Runs one function of the module. What it leaves comes back as parts: {kind, name, content}.
    call(name, ...numbers) {
        let stopped = false;
        try {
            this.instance.exports[name](...numbers);
        } catch (error) {
            if (!(error instanceof WebAssembly.RuntimeError)) { throw error; }
            stopped = true; // an exception of the program, whose words it has kept
        }
        const parts = this.parts();
        if (stopped) { this.start(); }
        return parts;
    }

    parts() {
        const {part_count, part_data, part_size, memory} = this.instance.exports;
        const decoder = new TextDecoder();
        const piece = (part, i) => decoder.decode(new Uint8Array(memory.buffer, part_data(part, i), part_size(part, i)));
        return Array.from({length: part_count()}, (unused, part) =>
            ({kind: piece(part, 0), name: piece(part, 1), content: piece(part, 2)}));
    }

    // Hands over a text, line by line, to the function called next.
    give(lines) {
        const bytes = new TextEncoder().encode(lines.join("\n"));
        const place = this.instance.exports.input_of_size(bytes.length);
        new Uint8Array(this.instance.exports.memory.buffer, place, bytes.length).set(bytes);
    }

    describe(chapter) {
        return this.call("describe", this.chapters.indexOf(chapter));
    }

    run(chapter, settings) {
        this.give(settings.map(([name, value]) => `${name}=${value}`));
        return this.call("run_chapter", this.chapters.indexOf(chapter));
    }

    // What symbols stand for in the last run, by their names: `M6`, `dL_dM6`.
    explain(names) {
        this.give(names);
        return this.call("explain");
    }

    // How numbers of the last run are seen, by what binds them: `dL_dM6`, `|dL_dM6|:.2e`.
    showNumbers(references) {
        this.give(references);
        return this.call("show_numbers");
    }
};

// A chapter's page that runs its program again: takes the settings from the controls or from the address, has the module
// compute, and puts what it says in its places. Nothing is loaded before a reader touches a control.

(function () {
    "use strict";

    const form = document.getElementById("live");
    const script = document.currentScript;
    if (!form || !globalThis.WebAssembly) { return; }

    const page = document.documentElement;
    const byId = (id) => document.getElementById(id);
    const controls = [...form.querySelectorAll("[name]")];
    const numbers = [...document.querySelectorAll("[data-run]")];
    const book = { // as the page was built
        numbers: numbers.map((element) => [...element.childNodes]),
        texts: numbers.map((element) => textOf(element)),
        report: byId("report").textContent,
        figures: new Map([...document.querySelectorAll("figure[id^=figure-] .picture")]
            .map((picture) => [picture.parentElement.id.slice("figure-".length), [picture, picture.firstElementChild]])),
    };
    let workbook = null;
    let hasRun = false; // whether the module's last run is the one that the page shows

    // ---- the module, once ---------------------------------------------------------------------------------------

    function load(name) {
        return new Promise((done, failed) => {
            const element = document.createElement("script");
            element.src = new URL(name, script.src);
            element.addEventListener("load", done);
            element.addEventListener("error", () => failed(new Error(element.src)));
            document.head.append(element);
        });
    }

    function module() {
        workbook ??= Promise.all([load("assets/module.js"), load("assets/workbook.js")])
            .then(() => WorkbookModule.fromBase64(globalThis.WORKBOOK_MODULE));
        return workbook;
    }

    // ---- settings -----------------------------------------------------------------------------------------------

    function changed() {
        return controls.filter((control) => control.value !== control.dataset.initial)
            .map((control) => [control.name, control.value]);
    }

    function fromAddress() {
        const hash = location.hash.slice(1);
        return hash.includes("=") ? [...new URLSearchParams(hash)] : [];
    }

    function toAddress(settings) {
        const hash = settings.length ? "#" + new URLSearchParams(settings) : "";
        history.replaceState(null, "", location.pathname + location.search + hash);
    }

    // A slider stands behind the number that it moves.
    function moveSliders() {
        form.querySelectorAll("[type=range]").forEach((slider) => { slider.value = numberOf(slider).value; });
    }

    function numberOf(slider) {
        return slider.parentElement.querySelector("[name]");
    }

    // ---- what a run says ----------------------------------------------------------------------------------------

    function textOf(element) {
        return element.textContent.replace(/\u200b/g, "").trim();
    }

    // A number as the module writes it, `−1.5·10^−5`, in a text, in a formula or in its MathML.
    function put(element, text, index) {
        const [factor, exponent] = text.split("^");
        const space = element.querySelector(":scope > .mspace:last-child");
        const part = document.createElementNS(element.namespaceURI, element.localName === "mrow" ? "mn" : "span");
        part.textContent = factor;
        if (exponent && element.localName === "mrow") {
            part.textContent = text;
        } else if (exponent) {
            part.append(Object.assign(document.createElement("sup"), {textContent: exponent}));
        }
        element.replaceChildren(part, ...(space ? [space] : []));
        element.classList.toggle("changed", part.textContent !== book.texts[index].replace("⋅", "·"));
    }

    function draw([picture], svg) {
        const template = document.createElement("template");
        template.innerHTML = svg;
        picture.replaceChildren(template.content);
    }

    function resetControls() {
        controls.forEach((control) => { control.value = control.dataset.initial = control.dataset.book; });
    }

    function showBook() {
        resetControls();
        moveSliders();
        numbers.forEach((element, index) => {
            element.replaceChildren(...book.numbers[index]);
            element.classList.remove("changed");
        });
        byId("report").textContent = book.report;
        book.figures.forEach(([picture, svg]) => picture.replaceChildren(...(svg ? [svg] : [])));
    }

    function say(parts) {
        const all = (kind) => parts.filter((part) => part.kind === kind);
        const words = ["refusal", "error", "failure"].flatMap(all).map((part) => part.content);
        byId("live-status").textContent = words.join("; ");
        form.classList.toggle("failed", words.length > 0);
        return all;
    }

    function showRun(module, parts, settings) {
        const all = say(parts);
        const [report] = all("report");
        if (!report) { return; }
        byId("report").textContent = report.content;
        const places = new Map(); // as many as there are; the formula and its MathML show the same number
        numbers.forEach((element) => places.set(element.dataset.run, null));
        module.showNumbers([...places.keys()]).forEach(({name, content}) => places.set(name, content));
        numbers.forEach((element, index) => put(element, places.get(element.dataset.run), index));
        const drawings = new Map(all("figure").map(({name, content}) => [name, content]));
        book.figures.forEach((figure, name) => draw(figure, drawings.get(name) ?? ""));
        all("control").forEach(({name, content}) => {
            const control = form.elements[name];
            if (control.value === control.dataset.initial) { control.value = content; }
            control.dataset.initial = settings.some(([moved]) => moved === name) ? control.dataset.initial : content;
        });
        moveSliders();
    }

    // ---- what a symbol stands for -----------------------------------------------------------------------------------

    const hint = byId("live-hint");

    function place(symbol) {
        const {left, top, bottom} = symbol.getBoundingClientRect();
        const below = bottom + 6 + hint.offsetHeight < innerHeight;
        hint.style.left = `${Math.max(8, Math.min(left, innerWidth - hint.offsetWidth - 8))}px`;
        hint.style.top = `${below ? bottom + 6 : Math.max(0, top - 6 - hint.offsetHeight)}px`;
    }

    async function explain(symbol, names) {
        const loaded = await module();
        if (!hasRun) { loaded.run(script.dataset.chapter, changed()); hasRun = true; }
        hint.textContent = loaded.explain(names).map(({content}) => content).join("\n");
        hint.hidden = false;
        place(symbol);
    }

    function connectSymbols() {
        const hide = () => { hint.hidden = true; };
        const text = form.parentElement;
        for (const kind of ["pointerover", "click"]) {
            text.addEventListener(kind, (event) => {
                const symbol = event.target.closest("[data-value]");
                if (symbol) { explain(symbol, [symbol.dataset.value]); } else { hide(); }
            });
        }
        text.querySelectorAll(".katex-display").forEach((formula) => { // one stop of the keyboard for all of its symbols
            const names = new Set([...formula.querySelectorAll("[data-value]")].map((symbol) => symbol.dataset.value));
            if (names.size === 0) { return; }
            formula.tabIndex = 0;
            formula.setAttribute("role", "group");
            formula.setAttribute("aria-describedby", hint.id);
            formula.addEventListener("focus", () => explain(formula, [...names]));
            formula.addEventListener("blur", hide);
        });
        addEventListener("keydown", (event) => { if (event.key === "Escape") { hide(); } });
        addEventListener("scroll", hide, {passive: true});
    }

    async function show(settings) {
        hasRun = settings.length > 0;
        form.querySelector("button").disabled = settings.length === 0;
        delete page.dataset.live;
        if (settings.length === 0) {
            say([]);
            showBook();
        } else {
            const loaded = await module();
            const parts = loaded.run(script.dataset.chapter, settings);
            showRun(loaded, parts, settings);
        }
        byId("live-note").hidden = settings.length === 0;
        page.dataset.live = "ready";
    }

    function showAddress() {
        const given = new Map(fromAddress());
        resetControls();
        controls.forEach((control) => { control.value = given.get(control.name) ?? control.value; });
        moveSliders();
        return show([...given]);
    }

    controls.forEach((control) => { control.dataset.book = control.dataset.initial; });
    form.hidden = false;
    form.addEventListener("focusin", module, {once: true});
    form.addEventListener("pointerover", module, {once: true});
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
        if (event.target.type === "range") { numberOf(event.target).value = event.target.value; }
        const settings = changed();
        toAddress(settings);
        show(settings);
    });
    form.querySelector("button").addEventListener("click", () => {
        toAddress([]);
        show([]);
    });
    addEventListener("hashchange", showAddress);
    connectSymbols();
    showAddress();
})();

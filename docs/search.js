// Full-text search over the chapters, the other pages and the names of the library, with lunr and without a network.
// The index is built when the search field is first used, from search_entries.js.

(function () {
    "use strict";

    const SHOWN = 12;
    let ready = null;
    let index = null;

    function load(file) {
        return new Promise((resolve, reject) => {
            const script = document.createElement("script");
            script.src = file;
            script.onload = resolve;
            script.onerror = reject;
            document.head.append(script);
        });
    }

    // Symbols such as λ7,9 and ∂ℒ/∂R7 are words here: a comma, a point or a stroke ends a word only before a space. lunr's
    // own trimmer, which keeps Latin letters only, is left out.
    const SEPARATOR = /[\s()[\]{}"“”„;:!?=+*·×→←<>|`\-–—]/;
    // The loss ℒ is found by whoever types L.
    const lower = (text) => text.replace(/ℒ/g, "L").toLowerCase();
    const plain = (text) => lower(text).replace(/[.,/]+(?=[\s)\]:;]|$)/g, " ")
        // lunr mixes up words that end in digits with its own numbering of their ends: digits become other characters.
        .replace(/\d/g, (digit) => String.fromCharCode(0xe000 + Number(digit)));

    function buildIndex() {
        lunr.tokenizer.separator = SEPARATOR;
        index = lunr(function () {
            this.pipeline.reset();
            this.pipeline.add(lunr.stopWordFilter, lunr.stemmer);
            this.searchPipeline.reset();
            this.searchPipeline.add(lunr.stemmer);
            this.ref("id");
            this.field("page", {boost: 3});
            this.field("title", {boost: 3});
            this.field("terms", {boost: 8}); // what the section introduces, set in italics
            this.field("text");
            SEARCH_ENTRIES.forEach((entry, id) => {
                const {page, title, terms = "", text} = entry;
                const boost = page === "The library" ? 0.1 : 1;
                this.add({id, page: plain(page), title: plain(title), terms: plain(terms), text: plain(text)}, {boost});
            });
        });
    }

    function prepare() {
        ready = ready || load("assets/lunr.min.js").then(() => load("search_entries.js")).then(buildIndex);
        return ready;
    }

    function hits(terms, presence, lastIsWhole) {
        return index.query((query) => {
            terms.forEach((term, i) => {
                if (lastIsWhole || i < terms.length - 1) {
                    query.term(term, {presence});
                } else {
                    query.term(term, {presence, wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false});
                }
            });
        });
    }

    // Places that hold all the words come first, then those with a word that goes on, then those that hold some.
    function find(text) {
        const {REQUIRED, OPTIONAL} = lunr.Query.presence;
        const terms = plain(text).split(SEPARATOR).filter(Boolean);
        const words = lower(text).split(SEPARATOR).filter(Boolean);
        const found = new Set([...hits(terms, REQUIRED, true), ...hits(terms, REQUIRED, false),
                               ...hits(terms, OPTIONAL, true)].map((hit) => hit.ref));
        return [...found].slice(0, SHOWN).map((id) => ({...SEARCH_ENTRIES[id], words}));
    }

    // A few words around the first place where a term occurs.
    function excerpt(entry) {
        const text = lower(entry.text);
        const places = entry.words.map((word) => text.indexOf(word.slice(0, 6))).filter((place) => place >= 0);
        const start = places.length ? Math.max(0, Math.min(...places) - 40) : 0;
        return (start > 0 ? "… " : "") + entry.text.slice(start, start + 110).trim() + " …";
    }

    function item(entry, number) {
        const line = document.createElement("li");
        line.id = `search-result-${number}`;
        line.setAttribute("role", "option");
        line.dataset.url = entry.url;
        const head = document.createElement("b");
        head.textContent = entry.page === "The library" ? entry.title
                                                        : [entry.page, entry.title].filter(Boolean).join(" › ");
        const words = document.createElement("small");
        words.textContent = entry.page === "The library" ? "The library" : excerpt(entry);
        line.append(head, words);
        return line;
    }

    document.addEventListener("DOMContentLoaded", () => {
        const field = document.getElementById("search-field");
        const list = document.getElementById("search-results");
        let selected = -1;

        const close = () => {
            list.hidden = true;
            selected = -1;
            field.setAttribute("aria-expanded", "false");
            field.removeAttribute("aria-activedescendant");
        };
        const select = (number) => {
            const items = [...list.querySelectorAll("[role=option]")];
            if (!items.length) { return; }
            selected = (number + items.length) % items.length;
            items.forEach((line, i) => line.setAttribute("aria-selected", String(i === selected)));
            items[selected].scrollIntoView({block: "nearest"});
            field.setAttribute("aria-activedescendant", items[selected].id);
        };
        const show = () => {
            const text = field.value;
            if (!text.trim()) { close(); return; }
            prepare().then(() => {
                if (text !== field.value) { return; }
                const items = find(text).map(item);
                const none = document.createElement("li");
                none.textContent = "Nothing found";
                list.replaceChildren(...(items.length ? items : [none]));
                const box = field.getBoundingClientRect();
                list.style.top = `${box.bottom + 6}px`;
                list.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 488))}px`;
                list.hidden = false;
                field.setAttribute("aria-expanded", "true");
                selected = -1;
            });
        };
        const go = (line) => {
            if (line && line.dataset.url) {
                location.href = line.dataset.url;
                close();
            }
        };

        field.addEventListener("focus", prepare);
        field.addEventListener("input", show);
        field.addEventListener("keydown", (event) => {
            if (event.key === "ArrowDown") { event.preventDefault(); select(selected + 1); }
            if (event.key === "ArrowUp") { event.preventDefault(); select(selected - 1); }
            if (event.key === "Enter") { go(list.querySelectorAll("[role=option]")[Math.max(selected, 0)]); }
            if (event.key === "Escape") { close(); }
        });
        list.addEventListener("mousedown", (event) => {
            event.preventDefault();
            go(event.target.closest("li"));
        });
        field.addEventListener("blur", close);
        document.addEventListener("keydown", (event) => {
            if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
                event.preventDefault();
                field.focus();
            }
        });
    });
})();

// Full-text search over the chapters, the other pages and the names of the library, with lunr and without a network.
// The index is built when the search field is first used, from search_entries.js.

(function () {
    "use strict";

    const PAGES = 6;    // shown at most
    const SECTIONS = 3; // of a page
    const NAMES = 5;    // of the library
    const LIBRARY = "The library";

    // What readers write for what the book writes. Formulas and names first; then single words, each with other words for it.
    const SPELLINGS = [
        [/\b(?:chapter|ch\.?|exercise|ex\.?)\s*(\d+)\b/g, (all, number) => `${all[0] === "c" ? "chapter" : "exercise"}${number}`],
        [/(?:\bpartial\s*|∂\s*|\bd)(l|[ilmrob]\d+(?:in)?|z\d)\s*\/\s*(?:partial\s*|∂\s*|d)((?:lambda|λ|w)[\s_]*\d+[\s_,]*\d+|[ilmrob]\s*_?\d+(?:[\s_,]*in)?)/g,
         (all, of, by) => `∂${of}/∂${by.replace(/[\s_]+/g, "")}`],
        [/(?:lambda|λ|weight|\bw)[\s_]*(\d{1,2})[\s_,]+(\d{1,2})\b/g, "λ$1,$2"],
        [/(?:lambda|λ|\bw)(\d)(\d{1,2})\b/g, "λ$1,$2"],
        [/(λ\d)(\d{1,2})\b/g, "$1,$2"],
        [/\b([ilmrob])[\s_]+(\d{1,2})\b/g, "$1$2"],
        [/\b([ilmro]\d{1,2})[\s_,]+in\b/g, "$1in"],
        [/\s*\(\s*1\s*[-−]\s*(\w+)\s*\)/g, "(1−$1) sigmoid"],
    ];
    const SYNONYMS = [
        "eta η", "lr η rate", "lambda λ weight", "sigma σ sigmoid", "epsilon ε", "beta β momentum", "delta δ", "theta θ",
        "mse squared loss", "cost loss", "objective loss", "activation sigmoid", "logistic sigmoid", "overfit overfitting",
        "generalise generalization unseen", "backprop backpropagation", "bp backpropagation", "neuron node", "unit node",
        "bottleneck latent", "embedding latent", "code latent", "init initialization", "initialise initialization",
        "glorot xavier", "license licensed", "licence licensed", "gd descent", "sgd stochastic", "optimizer momentum", "optimiser momentum",
        "jacobian factor", "finite difference", "autodiff dual", "bug mistake", "mistake errata", "error mistake", "typo errata", "random seed",
        "correlation regression", "slope derivative", "partial ∂", "install setup", "run make", "plot figure", "graph figure",
        "windows container", "proof verification", "prove verification",
    ];

    // Symbols such as λ7,9, ∂ℒ/∂R7 and R7(1−R7) are words here: a comma, a point or a stroke ends a word only before a
    // space. lunr's own trimmer, which keeps Latin letters only, is left out.
    const SEPARATOR = /[\s()[\]{}"“”„‘’;:!?=+*·×→←<>|`\-–—−]+/;
    const lower = (text) => text.replace(/ℒ/g, "l").toLowerCase();
    // Characters that lunr would take apart or renumber become others, one for one, so that places in the text stay.
    const plain = (text) => lower(text)
        .replace(/(\w+)\(1−(\w+)\)/g, (all, x, y) => `${x}\ue010\ue001\ue011${y}\ue012`)
        .replace(/[.,/]+(?=[\s)\]:;?]|$)/g, (all) => " ".repeat(all.length))
        .replace(/\d/g, (digit) => String.fromCharCode(0xe000 + Number(digit)));

    let ready = null;
    let pages = [];      // {url, title, entries}
    let pageIndex = null;
    let entryIndex = null;
    let synonyms = new Map(); // by stem
    let vocabulary = []; // every word of the book as it is written, for the word that is being typed

    function load(file) {
        return new Promise((resolve, reject) => {
            const script = document.createElement("script");
            script.src = file;
            script.onload = resolve;
            script.onerror = reject;
            document.head.append(script);
        });
    }

    function newIndex(fields, documents) {
        return lunr(function () {
            this.pipeline.reset();
            this.pipeline.add(lunr.stemmer);
            this.searchPipeline.reset();
            this.metadataWhitelist = ["position"];
            this.ref("id");
            Object.entries(fields).forEach(([field, boost]) => this.field(field, {boost}));
            documents.forEach(([document, boost], id) => {
                const texts = Object.fromEntries(Object.keys(fields).map((field) => [field, plain(document[field] || "")]));
                this.add({id, ...texts}, {boost});
            });
        });
    }

    // A page is found by all of its text at once, and then the sections of it that have the words.
    function buildIndex() {
        lunr.tokenizer.separator = SEPARATOR;
        const byPage = new Map();
        SEARCH_ENTRIES.forEach((entry) => {
            const key = entry.page === LIBRARY && entry.kind ? entry.url : entry.url.split("#")[0];
            if (!byPage.has(key)) { byPage.set(key, {url: key, title: entry.page, name: entry.kind && entry.title, entries: []}); }
            byPage.get(key).entries.push(entry);
        });
        pages = [...byPage.values()].filter((page) => !page.name);
        const names = SEARCH_ENTRIES.filter((entry) => entry.kind);
        const all = (page, field) => page.entries.map((entry) => entry[field] || "").join(" ");
        const number = (page) => (page.title.match(/^\d+(?= ·)/) || [""])[0];
        pageIndex = newIndex({title: 12, heads: 3, terms: 9, promise: 3, text: 1, code: 0.3}, [
            ...pages.map((page) => [{title: page.title + (number(page) ? ` chapter${number(page)} exercise${number(page)}` : ""),
                                     heads: all(page, "title"), terms: all(page, "terms"), promise: page.entries[0].text,
                                     text: all(page, "text"), code: all(page, "code")}, number(page) ? 1 : 0.6]),
        ]);
        const entries = SEARCH_ENTRIES.filter((entry) => !entry.kind).concat(names);
        entryIndex = newIndex({title: 3, terms: 4, text: 1, code: 0.3}, entries.map((entry) => [entry, 1]));
        pages.forEach((page) => { page.ids = page.entries.map((entry) => entries.indexOf(entry)); });
        entryIndex.entries = entries;
        synonyms = new Map(SYNONYMS.map((line) => line.split(" ")).map(([word, ...others]) => [stem(word), others]));
        const words = new Set();
        SEARCH_ENTRIES.forEach((entry) => plain(`${entry.page} ${entry.title || ""} ${entry.text || ""}`).split(SEPARATOR)
            .forEach((word) => words.add(word)));
        vocabulary = [...words].filter(Boolean).sort();
    }

    function prepare() {
        ready = ready || load("assets/lunr.min.js").then(() => load("search_entries.js")).then(buildIndex);
        return ready;
    }

    const stem = (word) => lunr.stemmer(new lunr.Token(word)).toString();

    function respelled(text) {
        return SPELLINGS.reduce((words, [from, to]) => words.replace(from, to), lower(text));
    }

    // The words of a question, each with the stems that may stand for it and how much each counts.
    function termsOf(text) {
        const words = plain(respelled(text)).split(SEPARATOR).filter((word) => /[\p{L}\p{N}\ue000-\ue009∂∇]/u.test(word));
        const telling = words.filter((word) => lunr.stopWordFilter(new lunr.Token(word)));
        return (telling.length ? telling : words).map((word, i, {length}) => {
            const terms = new Map([[stem(word), 1]]);
            const others = (synonyms.get(stem(word)) || []).concat(word.replace(/is(?=(e|ed|es|ing|ation)$)/, "iz"));
            others.forEach((other) => { if (!terms.has(stem(plain(other)))) { terms.set(stem(plain(other)), 0.7); } });
            // A derivative is also the business of the chapter that is named after its variable.
            const by = word.match(/^∂.*\/∂(.+)$/);
            if (by) { terms.set(stem(by[1]), 1); }
            // The last word may not be finished.
            const going = i === length - 1 && word.length > 1 ? vocabulary.filter((known) => known.startsWith(word)) : [];
            return {word, terms, longer: new Set(going.slice(0, 30).map(stem))};
        });
    }

    // Scores of the documents for one word: of what it says, or else of what it may go on to say, or nearly says.
    function scores(index, {word, terms, longer}) {
        const found = new Map();
        const search = (term, options, boost) => index.query((query) => query.term(term, options)).forEach((hit) => {
            const known = found.get(hit.ref);
            const places = Object.values(hit.matchData.metadata);
            found.set(hit.ref, {score: Math.max(boost * hit.score, known ? known.score : 0),
                                places: known ? known.places.concat(places) : places});
        });
        terms.forEach((boost, term) => search(term, {}, boost));
        if (!found.size) { longer.forEach((term) => search(term, {}, 1)); }
        for (let distance = 1; !found.size && distance <= (word.length > 6 ? 2 : word.length > 3 ? 1 : 0); distance++) {
            [stem(word), word].forEach((term) => search(term, {editDistance: distance}, 1));
        }
        return found;
    }

    // Documents that have more of the words, and in more telling places, come first. Of those that name a word in a
    // heading or as a term, the first in reading order introduces it.
    function ranked(index, terms) {
        const total = new Map();
        terms.forEach((term) => {
            const found = [...scores(index, term)].sort(([a], [b]) => a - b);
            const introduces = found.findIndex(([, {places}]) => places.some((fields) => fields.terms || fields.heads));
            found.forEach(([ref, {score, places}], i) => {
                const sum = total.get(ref) || {ref: Number(ref), words: 0, score: 0, places: []};
                sum.words += 1;
                sum.score += i === introduces ? 1.5 * score : score;
                places.forEach(({text}) => { if (text) { sum.places.push(...text.position); } });
                total.set(ref, sum);
            });
        });
        const value = ({words, score}) => score * (words / terms.length) ** 2;
        return [...total.values()].sort((a, b) => value(b) - value(a));
    }

    // Places in reading order of use: pages, each before its sections, and then names of the library.
    function find(text) {
        const terms = termsOf(text);
        if (!terms.length) { return null; }
        const foundEntries = ranked(entryIndex, terms);
        const byId = new Map(foundEntries.map((hit) => [hit.ref, hit]));
        const results = ranked(pageIndex, terms).slice(0, PAGES).map(({ref}) => {
            const page = pages[ref];
            const hits = page.ids.map((id) => byId.get(id)).filter(Boolean)
                .sort((a, b) => b.words - a.words || b.score - a.score);
            const place = ({ref: id, places}) => ({...entryIndex.entries[id], places});
            const opening = hits.find(({ref: id}) => id === page.ids[0]);
            return {url: page.url, title: page.title, text: page.entries[0].text || "", places: opening ? opening.places : [],
                    sections: hits.filter((hit) => hit !== opening && entryIndex.entries[hit.ref].title).slice(0, SECTIONS).map(place)};
        });
        const most = terms.length;
        const names = foundEntries.filter(({ref, words}) => entryIndex.entries[ref].kind && words === most).slice(0, NAMES)
            .map(({ref}) => ({...entryIndex.entries[ref], name: true, sections: []}));
        return /[_:]{1,2}\w|\(\)/.test(text.trim()) && !/^lambda|^b_|^[ilmro]_/.test(lower(text.trim()))
            ? [...names, ...results] : [...results, ...names];
    }

    // Some words around the first place where the question's words stand close together, these marked.
    function excerpt({text, places}) {
        const line = document.createElement("small");
        if (!text) { return line; }
        const sorted = [...places].sort((a, b) => a[0] - b[0]).filter(([start], i, all) => !i || start !== all[i - 1][0]);
        const near = sorted.map(([start]) => sorted.filter(([other]) => other >= start && other < start + 120).length);
        const first = sorted.length ? sorted[near.indexOf(Math.max(...near))][0] : 0;
        let from = first < 50 ? 0 : text.lastIndexOf(" ", first - 30) + 1;
        let to = from + 140 >= text.length ? text.length : text.lastIndexOf(" ", from + 140);
        if (from) { line.append("… "); }
        sorted.forEach(([start, length]) => {
            if (start < from || start + length > to) { return; }
            line.append(text.slice(from, start));
            const mark = document.createElement("mark");
            mark.textContent = text.slice(start, start + length);
            line.append(mark);
            from = start + length;
        });
        line.append(text.slice(from, to), to < text.length ? " …" : "");
        return line;
    }

    function link(url, title, place) {
        const anchor = document.createElement("a");
        const head = document.createElement("b");
        anchor.href = url;
        head.textContent = title;
        anchor.append(head, place ? excerpt(place) : "");
        return anchor;
    }

    function item(result) {
        const line = document.createElement("li");
        if (result.name) {
            line.append(link(result.url, result.title));
            line.lastChild.append(Object.assign(document.createElement("small"), {textContent: `${result.kind} of the library`}));
            return line;
        }
        line.append(link(result.url, result.title, result));
        if (result.sections.length) {
            const list = document.createElement("ul");
            list.append(...result.sections.map((section) => {
                const inner = document.createElement("li");
                inner.append(link(section.url, section.title, section));
                return inner;
            }));
            line.append(list);
        }
        return line;
    }

    document.addEventListener("DOMContentLoaded", () => {
        const box = document.getElementById("search");
        const field = document.getElementById("search-field");
        const list = document.getElementById("search-results");
        const links = () => [...list.querySelectorAll("a")];

        const close = () => { list.hidden = true; };
        const say = (text) => { document.getElementById("announcement").textContent = text; };
        const show = () => {
            const text = field.value;
            prepare().then(() => {
                if (text !== field.value) { return; }
                const found = find(text);
                if (!found) { close(); return; }
                const none = document.createElement("li");
                none.className = "none";
                none.textContent = "Nothing found. Another word for it, or fewer words, may help.";
                list.replaceChildren(...(found.length ? found.map(item) : [none]));
                const {bottom, left} = field.getBoundingClientRect();
                list.style.top = `${bottom + 6}px`;
                list.style.left = `${Math.max(8, Math.min(left, innerWidth - 536))}px`;
                list.hidden = false;
                list.scrollTop = 0;
                const count = links().length;
                say(count ? `${count} ${count === 1 ? "place" : "places"} found. Arrow down leads to them.` : none.textContent);
            });
        };
        const move = (step) => {
            const all = [field, ...links()];
            const place = all.indexOf(document.activeElement) + step;
            if (!list.hidden && all[place]) { all[place].focus(); }
        };

        field.addEventListener("focus", () => {
            prepare();
            if (field.value && list.hidden) { show(); }
        });
        field.addEventListener("input", show);
        box.addEventListener("keydown", (event) => {
            if (event.isComposing) { return; } // Enter and arrows belong to the input method
            if (event.key === "ArrowDown" || event.key === "ArrowUp") {
                event.preventDefault();
                move(event.key === "ArrowDown" ? 1 : -1);
            }
            if (event.key === "Enter" && event.target === field && !list.hidden && links().length) { links()[0].click(); }
            if (event.key === "Escape") {
                close();
                field.focus();
                close();
            }
        });
        list.addEventListener("click", (event) => { if (event.target.closest("a")) { close(); } });
        box.addEventListener("focusout", (event) => { if (event.relatedTarget && !box.contains(event.relatedTarget)) { close(); } });
        document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) { close(); } });
        document.addEventListener("keydown", (event) => {
            if (event.key === "/" && !event.ctrlKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
                event.preventDefault();
                field.focus();
            }
        });
    });
})();

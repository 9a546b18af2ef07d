// Runs inside a page and returns what the checks want to know of it.
const all = (selector) => [...document.querySelectorAll(selector)];
const text = document.getElementById("text") || document.body;

function textNodes() {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
        if (!walker.currentNode.parentElement.closest(".fragment, .katex, code, script, style")) {
            nodes.push(walker.currentNode.textContent);
        }
    }
    return nodes;
}

function described(picture) {
    if (picture.tagName === "IMG") { return picture.hasAttribute("alt"); }
    const labels = (picture.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id));
    const words = labels.map((label) => label ? label.textContent.trim() : "");
    return picture.getAttribute("role") === "img" && words.length === 2 && words.every((part) => part.length > 10)
        && !words.some((part) => /gnuplot/i.test(part));
}

function drawn(picture) {
    if (picture.tagName === "IMG") { return picture.complete && picture.naturalWidth > 0; }
    const box = picture.getBoundingClientRect();
    return box.width > 100 && box.height > 60 && picture.querySelectorAll("text").length > 2
        && picture.querySelectorAll("path, line, circle, rect, polygon").length > 2;
}

all("img[loading=lazy]").forEach((image) => { image.loading = "eager"; });
return Promise.all(all("img").map((image) => image.complete ? null : new Promise((done) => {
    image.onload = image.onerror = done;
}))).then(() => document.fonts.ready).then(() => ({
    title: document.title,
    language: document.documentElement.lang,
    headings: all("main :is(h1, h2, h3, h4, h5, h6)").map((head) => [Number(head.tagName[1]), head.textContent.trim()]),
    ids: all("[id]").map((element) => element.id),
    anchors: all("[id], a[name]").map((element) => element.id || element.name),
    links: all("a[href], area[href]").map((link) => link.getAttribute("href")),
    pictures: all("img, figure svg").map((picture) => ({
        name: picture.getAttribute("src") || picture.closest("figure").id,
        described: described(picture),
        drawn: drawn(picture),
    })),
    formulas: all(".katex").length,
    formulaErrors: all(".katex-error").map((formula) => formula.title),
    rawFormulas: textNodes().filter((part) => /\\[([]|\\[)\]]|\\f[$[\]]/.test(part)),
    rawMarkdown: textNodes().filter((part) => /(^|\n)\s*\| |\| \||`|\*\*|\\(ref|run|insert|figure|output)\b/.test(part)),
    unlinked: all("code").filter((code) => !code.closest("a") && !code.querySelector("a") && !code.closest(".fragment"))
        .map((code) => code.textContent).filter((name) => /^[A-Za-z_][\w:]*\(\)$/.test(name)),
    report: (document.querySelector("pre.fragment") || {textContent: ""}).textContent,
    figures: all("figure").map((figure) => figure.id.replace(/^figure-/, "")),
    captions: all("figure").map((figure) => (figure.querySelector("figcaption") || {textContent: ""}).textContent.trim()),
}));

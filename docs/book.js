// What a page of the book does when it opens: theme, copy buttons, table of contents, keyboard. The search is in search.js.

(function () {
    "use strict";

    // A line that a screen reader reads out when it changes.
    function announce(text) {
        document.getElementById("announcement").textContent = text;
    }

    // The header has set the theme before the first paint; the button changes it.
    function connectTheme() {
        const button = document.getElementById("theme");
        const isDark = () => document.documentElement.classList.contains("dark-mode");
        const show = () => {
            applyTheme();
            button.setAttribute("aria-pressed", String(isDark()));
        };
        button.addEventListener("click", () => {
            chosenTheme = isDark() ? "light" : "dark";
            try { localStorage.setItem("theme", chosenTheme); } catch (error) { /* the choice lasts for this page */ }
            show();
        });
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
        addEventListener("pageshow", show); // also when the browser takes the page from its memory
        show();
    }

    // The list of pages shows where we are.
    function connectPages() {
        const link = document.querySelector("#pages [aria-current]");
        const list = document.getElementById("pages");
        if (link) { list.scrollTop = link.offsetTop - list.offsetTop - list.clientHeight / 2; }
    }

    // A formula that is a little too long for the page is set smaller; on a phone it scrolls.
    function fitFormulas() {
        document.querySelectorAll(".katex-display").forEach((formula) => {
            formula.style.fontSize = "";
            const ratio = formula.clientWidth / formula.scrollWidth;
            if (ratio < 1) { formula.style.fontSize = `${Math.max(0.98 * ratio, 0.68)}em`; }
        });
    }

    // Whatever scrolls sideways can be reached by keyboard and has a name.
    function nameScrolling() {
        const names = {"div.fragment": "Program text", "pre.fragment": "What the program prints", ".memproto": "Declaration",
                       ".katex-display": "Formula", ".picture": "Figure", ".table": "Table",
                       "div.directory": "List", ".memdoc": "Description"};
        for (const [selector, text] of Object.entries(names)) {
            document.querySelectorAll(selector).forEach((element) => {
                if (element.scrollWidth > element.clientWidth + 1) {
                    element.tabIndex = 0;
                    element.setAttribute("role", "group");
                    element.setAttribute("aria-label", text);
                } else if (element.getAttribute("aria-label") === text) {
                    ["tabindex", "role", "aria-label"].forEach((name) => element.removeAttribute(name));
                }
            });
        }
    }

    async function copy(fragment, button) {
        const lines = fragment.querySelectorAll(".line");
        const text = lines.length ? [...lines].map((line) => line.textContent).join("\n") : fragment.textContent;
        try {
            await navigator.clipboard.writeText(text.replaceAll("\u00a0", " ").trimEnd() + "\n");
            button.textContent = "Copied";
        } catch (error) {
            getSelection().selectAllChildren(fragment); // the browser refuses: the reader has only the keys to press
            button.textContent = "Selected, not copied";
        }
        announce(button.textContent);
        setTimeout(() => { button.textContent = "Copy"; }, 2500);
    }

    function addCopyButtons() {
        let programs = 0;
        document.querySelectorAll(".contents .fragment").forEach((fragment) => {
            const box = document.createElement("div");
            box.className = "copy-box";
            const button = document.createElement("button");
            button.type = "button";
            button.className = "copy";
            button.textContent = "Copy";
            button.title = fragment.tagName === "PRE" ? "Copy what the program prints" : `Copy program text ${++programs}`;
            button.setAttribute("aria-label", button.title);
            button.addEventListener("click", () => copy(fragment, button));
            fragment.replaceWith(box);
            box.append(fragment, button);
        });
    }

    // The table of contents beside the text shows the section one is reading.
    function followReading() {
        const links = [...document.querySelectorAll(".toc a")];
        const heads = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
        const mark = () => {
            let current = 0;
            heads.forEach((head, i) => {
                if (head && head.getBoundingClientRect().top < 140) { current = i; }
            });
            links.forEach((link, i) => link.classList.toggle("reading", i === current));
        };
        if (links.length) {
            addEventListener("scroll", mark, {passive: true});
            mark();
        }
    }

    document.addEventListener("DOMContentLoaded", () => {
        connectTheme();
        connectPages();
        addCopyButtons();
        followReading();
        const fit = () => {
            fitFormulas();
            nameScrolling();
        };
        document.fonts.ready.then(fit);
        addEventListener("resize", fit);
    });
})();

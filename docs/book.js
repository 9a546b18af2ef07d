// What a page of the book does when it opens: formulas, theme, copy buttons, table of contents, keyboard.
// The search is in search.js.

(function () {
    "use strict";

    // Doxygen leaves \( \) and \[ \] in the text. A formula in error stays as it was written, and the console says why.
    function setFormulas() {
        renderMathInElement(document.getElementById("text"), {
            delimiters: [
                {left: "\\[", right: "\\]", display: true},
                {left: "\\(", right: "\\)", display: false},
            ],
            ignoredClasses: ["fragment"],
            throwOnError: true,
            errorCallback: (message, error) => console.error(message, error),
        });
    }

    // The theme switch of Doxygen Awesome behind a button that a keyboard reaches and a screen reader names.
    function connectTheme() {
        const button = document.getElementById("theme");
        const toggle = DoxygenAwesomeDarkModeToggle;
        const show = () => {
            const dark = document.documentElement.classList.contains("dark-mode");
            button.setAttribute("aria-pressed", String(dark));
            button.innerHTML = dark ? toggle.darkModeIcon : toggle.lightModeIcon;
            button.firstElementChild.setAttribute("aria-hidden", "true");
        };
        button.addEventListener("click", () => {
            toggle.userPreference = !toggle.userPreference;
            show();
        });
        new MutationObserver(show).observe(document.documentElement, {attributeFilter: ["class"]});
        show();
    }

    // The list of pages: where we are, and on a small screen a button that opens it.
    function connectPages() {
        const here = location.pathname.split("/").pop() || "index.html";
        const link = document.querySelector(`#pages a[href="${CSS.escape(here)}"]`);
        if (link) {
            link.setAttribute("aria-current", "page");
            const side = document.getElementById("side");
            side.scrollTop = link.offsetTop - side.clientHeight / 2;
        }
        const button = document.getElementById("menu");
        button.addEventListener("click", () => {
            const open = document.documentElement.classList.toggle("pages-open");
            button.setAttribute("aria-expanded", String(open));
        });
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
        const names = {"div.fragment": "Program text", "pre.fragment": "What the program prints",
                       ".katex-display": "Formula", ".picture": "Figure", ".table": "Table"};
        for (const [selector, text] of Object.entries(names)) {
            document.querySelectorAll(selector).forEach((element) => {
                if (element.scrollWidth > element.clientWidth + 1) {
                    element.tabIndex = 0;
                    element.setAttribute("role", "region");
                    element.setAttribute("aria-label", text);
                }
            });
        }
    }

    // A wide table scrolls inside its own box.
    function boxTables() {
        document.querySelectorAll(".contents table.markdownTable, .contents table.doxtable").forEach((table) => {
            const box = document.createElement("div");
            box.className = "table";
            table.replaceWith(box);
            box.append(table);
        });
    }

    function addCopyButtons() {
        document.querySelectorAll(".contents .fragment").forEach((fragment) => {
            const box = document.createElement("div");
            box.className = "copy-box";
            const button = document.createElement("button");
            button.type = "button";
            button.className = "copy";
            button.textContent = "Copy";
            button.addEventListener("click", () => {
                const lines = fragment.querySelectorAll(".line");
                const text = lines.length ? [...lines].map((line) => line.textContent).join("\n") : fragment.textContent;
                navigator.clipboard.writeText(text.replaceAll("\u00a0", " ").trimEnd() + "\n");
                button.textContent = "Copied";
                setTimeout(() => { button.textContent = "Copy"; }, 1500);
            });
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
        boxTables();
        setFormulas();
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

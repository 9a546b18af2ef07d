// What a page of the book does when it opens: formulas, theme, copy buttons, table of contents, keyboard, search.

(function () {
    "use strict";

    // ---- formulas: Doxygen leaves \( \) and \[ \] in the text; a formula in error stays visible as an error
    function setFormulas() {
        renderMathInElement(document.querySelector(".contents") || document.body, {
            delimiters: [
                {left: "\\[", right: "\\]", display: true},
                {left: "\\(", right: "\\)", display: false},
            ],
            ignoredClasses: ["fragment", "output"],
            throwOnError: false,
            errorCallback: (message, error) => console.error(message, error),
        });
    }

    // ---- theme: the switch of Doxygen Awesome behind a button that a keyboard reaches
    function connectTheme() {
        const button = document.getElementById("theme");
        const show = () => {
            const dark = document.documentElement.classList.contains("dark-mode");
            button.setAttribute("aria-pressed", String(dark));
            button.innerHTML = dark ? DoxygenAwesomeDarkModeToggle.darkModeIcon
                                    : DoxygenAwesomeDarkModeToggle.lightModeIcon;
        };
        button.addEventListener("click", () => {
            DoxygenAwesomeDarkModeToggle.userPreference = !DoxygenAwesomeDarkModeToggle.userPreference;
            show();
        });
        new MutationObserver(show).observe(document.documentElement, {attributeFilter: ["class"]});
        show();
    }

    // ---- whatever scrolls sideways can be reached by keyboard and has a name
    function nameScrolling() {
        const name = (element, text) => {
            if (element.scrollWidth > element.clientWidth) {
                element.tabIndex = 0;
                element.setAttribute("role", "region");
                element.setAttribute("aria-label", text);
            }
        };
        document.querySelectorAll("div.fragment").forEach((element) => name(element, "Program text"));
        document.querySelectorAll("pre.fragment").forEach((element) => name(element, "What the program prints"));
        document.querySelectorAll(".katex-display").forEach((element) => name(element, "Formula"));
    }

    DoxygenAwesomeInteractiveToc.init();
    document.addEventListener("DOMContentLoaded", () => {
        setFormulas();
        connectTheme();
        nameScrolling();
    });
})();

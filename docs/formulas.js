// Sets formulas: reads a list of {tex, display} as JSON, writes a list of {html} or {error}. Run by formulas.py.
const katex = require("/usr/share/javascript/katex/katex.min.js");

const options = {
    throwOnError: true,
    trust: (command) => command.command === "\\htmlData",
    strict: (reason) => reason === "htmlExtension" ? "ignore" : "error",
};
const set = ({tex, display}) => {
    try {
        return {html: katex.renderToString(tex, {...options, displayMode: display})};
    } catch (error) {
        return {error: error.message};
    }
};
process.stdout.write(JSON.stringify(JSON.parse(require("fs").readFileSync(0, "utf8")).map(set)));

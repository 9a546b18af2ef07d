// Runs the module in node: reads a list of {chapter, settings, references} as JSON, writes what each run says.
const path = require("path");
require(path.join(__dirname, "../../docs/live/module.js"));

const [file] = process.argv.slice(2);
const wanted = JSON.parse(require("fs").readFileSync(0, "utf8"));
WorkbookModule.fromBase64(require("fs").readFileSync(file).toString("base64")).then((workbook) => {
    const run = ({chapter, settings, references}) => {
        const parts = workbook.run(chapter, settings).filter(({kind}) => kind !== "figure" && kind !== "table");
        return [...parts, ...workbook.showNumbers(references)];
    };
    process.stdout.write(JSON.stringify(wanted.map(run)));
});

// Prints the options of every chapter of the module as JSON. The build writes the controls of the pages from it.
require("./module.js");

const text = require("fs").readFileSync(process.argv[2]).toString("base64");
WorkbookModule.fromBase64(text).then((workbook) => {
    const options = (chapter) => workbook.describe(chapter).map(({name, content}) => [name, content.split("\n")]);
    const all = workbook.chapters.map((chapter) => [chapter, Object.fromEntries(options(chapter))]);
    process.stdout.write(JSON.stringify(Object.fromEntries(all)));
});

// Prints as JSON what the build of the pages asks the module: the options of every chapter, for the controls; and the page
// of the network as it opens.
require("./module.js");

const text = require("fs").readFileSync(process.argv[2]).toString("base64");
WorkbookModule.fromBase64(text).then((workbook) => {
    const options = (chapter) => workbook.describe(chapter).map(({name, content}) => [name, content.split("\n")]);
    const all = workbook.chapters.map((chapter) => [chapter, Object.fromEntries(options(chapter))]);
    process.stdout.write(JSON.stringify({options: Object.fromEntries(all), network: workbook.run("network", [])}));
});

/** Words by which an entry of the leniency list says that it asks for a signed commitment. */
export const commitmentWords = /承诺(?!期)/u;

import type en from "./en";

const zh: typeof en = {} as typeof en;
export default zh;

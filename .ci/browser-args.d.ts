/** Arguments of the browser of the tests; the .js beside says why each stands there. */
export declare const BROWSER_ARGS: readonly string[];

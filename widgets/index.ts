/** The browser bundle: registers every element. The session stands first, so that it hears the others ask for it. */
import './session/define.ts';
import './sales-curve/define.ts';
import './sales-monitor/define.ts';

import './sales-curve/define.ts';

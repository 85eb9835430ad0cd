import { css } from 'lit';

/** Every colour comes from a `--dip-*` property of the host, with a quiet default. */
export const salesMonitorStyles = css`
  :host {
    --_ink: var(--dip-ink, light-dark(#16191d, #eceef1));
    --_ink2: var(--dip-ink-2, light-dark(#5b636e, #a2abb8));
    --_line: var(--dip-line, light-dark(#e4e7ea, #2a3038));
    --_line2: var(--dip-line-2, light-dark(#cfd4da, #3c444f));
    --_surface: var(--dip-surface, light-dark(#fff, #15181d));
    --_sunk: var(--dip-sunk, light-dark(#eef0f2, #1f242b));
    --_accent: var(--dip-accent, light-dark(#0a5f73, #5cc0d6));
    --_accent2: var(--dip-accent-2, light-dark(#7fb4bf, #2f6f7f));
    --_accent3: var(--dip-accent-3, light-dark(#e3f0f2, #17343b));
    --_attn: var(--dip-attn, light-dark(#8a5100, #f0b35a));
    --_attnbg: var(--dip-attn-bg, light-dark(#fdf3e2, #33260f));
    --_good: var(--dip-good, light-dark(#2d6a3e, #7fcf95));
    display: block;
    container-type: inline-size;
    color: var(--_ink);
    background: var(--_surface);
    font-size: 14px;
    line-height: 20px;
    font-family: var(--dip-font, inherit);
  }
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  dl,
  dd {
    margin: 0;
  }
  h2 {
    font-size: 20px;
    line-height: 26px;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  h3 {
    font-size: 16px;
    line-height: 22px;
    font-weight: 650;
  }
  .sub,
  .small {
    color: var(--_ink2);
  }
  .small {
    font-size: 12px;
    line-height: 16px;
  }
  .top {
    display: flex;
    gap: 4px 16px;
    align-items: baseline;
    flex-wrap: wrap;
  }
  .fresh {
    margin-left: auto;
    color: var(--_ink2);
    font-size: 13px;
  }
  .fresh::before {
    content: '';
    display: inline-block;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--_good);
    margin-right: 6px;
  }
  .fresh.stale {
    color: var(--_attn);
  }
  .fresh.stale::before {
    background: var(--_attn);
  }
  .lead {
    margin: 4px 0 16px;
    max-width: 72ch;
    color: var(--_ink2);
  }
  .sandbox {
    background: var(--_attnbg);
    color: var(--_attn);
    padding: 6px 12px;
    margin-bottom: 12px;
    font-weight: 600;
  }
  .kpis {
    display: grid;
    grid-template-columns: repeat(6, 1fr);
    border-block: 1px solid var(--_line);
    margin-bottom: 16px;
  }
  .kpi {
    padding: 12px 12px 12px 0;
    margin-right: 12px;
    border-right: 1px solid var(--_line);
    min-width: 0;
  }
  .kpi:last-child {
    border: 0;
    margin: 0;
  }
  dt {
    color: var(--_ink2);
    font-size: 13px;
  }
  .v {
    font-size: 28px;
    line-height: 34px;
    font-weight: 600;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums lining-nums;
    margin: 2px 0 4px;
    white-space: nowrap;
  }
  .d {
    display: flex;
    gap: 12px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_ink2);
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .d b {
    display: block;
    font-weight: 600;
    color: var(--_ink);
  }
  .attn {
    background: var(--_attnbg);
    border-left: 3px solid var(--_attn);
    padding: 10px 14px;
    margin-bottom: 16px;
  }
  .attn ul {
    list-style: none;
    margin: 4px 0 0;
    padding: 0;
    display: grid;
    gap: 2px;
  }
  .attn li {
    display: grid;
    grid-template-columns: minmax(160px, 300px) 1fr;
    gap: 12px;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    cursor: pointer;
    text-align: inherit;
  }
  .attn button {
    text-decoration: underline;
    text-underline-offset: 2px;
    min-height: 24px;
  }
  .attn span {
    color: var(--_ink2);
    align-self: center;
  }
  .bar-of-tools {
    display: flex;
    gap: 8px;
    flex-wrap: wrap;
    align-items: center;
    margin-bottom: 6px;
  }
  .chip,
  input,
  select {
    border: 1px solid var(--_line2);
    border-radius: var(--dip-radius, 6px);
    padding: 5px 10px;
    background: var(--_surface);
    color: inherit;
    font: inherit;
    min-height: 32px;
  }
  .chip[aria-pressed='true'] {
    background: var(--_accent3);
    border-color: var(--_accent);
    color: var(--_accent);
    font-weight: 600;
  }
  input {
    flex: 1 1 220px;
    min-width: 0;
  }
  input::placeholder {
    color: var(--_ink2);
  }
  select {
    max-width: 200px;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .defn {
    margin-bottom: 8px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th {
    font-size: 12px;
    font-weight: 550;
    color: var(--_ink2);
    text-align: left;
    padding: 8px 10px 6px;
    border-bottom: 1px solid var(--_line2);
    white-space: nowrap;
  }
  th button {
    min-height: 24px;
    font-weight: 550;
  }
  th[aria-sort] {
    color: var(--_ink);
  }
  td {
    padding: 7px 10px;
    border-bottom: 1px solid var(--_line);
    height: 55px;
  }
  td:first-child,
  th:first-child {
    padding-left: 0;
  }
  td:last-child,
  th:last-child {
    padding-right: 0;
  }
  .date {
    white-space: nowrap;
  }
  .num {
    text-align: right;
    font-variant-numeric: tabular-nums lining-nums;
    white-space: nowrap;
  }
  .t button {
    font-weight: 600;
    min-height: 24px;
  }
  .t button:hover {
    text-decoration: underline;
  }
  tr[aria-selected='true'] td {
    background: var(--_accent3);
  }
  .occ {
    display: grid;
    grid-template-columns: 1fr 44px;
    gap: 8px;
    align-items: center;
    min-width: 150px;
  }
  .bar {
    display: block;
    width: 100%;
    height: 18px;
    overflow: visible;
  }
  .room {
    fill: var(--_sunk);
  }
  .sold {
    fill: var(--_accent);
  }
  .reserved {
    fill: var(--_accent2);
  }
  .blocked {
    fill: var(--_line2);
  }
  .tick {
    stroke: var(--_ink);
    stroke-width: 2;
  }
  .spark {
    display: block;
  }
  .spark polyline {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .spark circle {
    fill: var(--_accent);
  }
  .why {
    color: var(--_attn);
    font-size: 13px;
    line-height: 17px;
  }
  .gap td {
    height: auto;
    padding: 0;
    border: 0;
  }
  .detail {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 300px;
    gap: 32px;
    margin-top: 20px;
    padding-top: 18px;
    border-top: 2px solid var(--_ink);
  }
  .seats {
    display: grid;
    grid-template-columns: 14px 1fr auto 44px;
    gap: 6px 10px;
    align-items: center;
    margin-top: 8px;
    font-variant-numeric: tabular-nums;
  }
  .seats i {
    width: 12px;
    height: 12px;
    border-radius: 2px;
  }
  .seats .a {
    background: var(--_accent);
  }
  .seats .b {
    background: var(--_accent2);
  }
  .seats .c {
    background: var(--_line2);
  }
  .seats .e {
    background: var(--_sunk);
    box-shadow: inset 0 0 0 1px var(--_line2);
  }
  .seats .sum {
    border-top: 1px solid var(--_line2);
    padding-top: 6px;
    font-weight: 600;
    grid-column: 2 / 4;
    display: flex;
    justify-content: space-between;
  }
  .state {
    padding: 24px 0;
  }
  .skeleton {
    height: 560px;
    background: linear-gradient(
      var(--_sunk) 26px,
      transparent 26px 60px,
      var(--_sunk) 60px 150px,
      transparent 150px 180px,
      var(--_sunk) 180px 100%
    );
    opacity: 0.7;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @container (max-width: 900px) {
    .kpis {
      grid-template-columns: repeat(3, 1fr);
    }
    .kpi:nth-child(3) {
      border: 0;
      margin: 0;
    }
    .kpi:nth-child(n + 4) {
      border-top: 1px solid var(--_line);
    }
    .detail {
      grid-template-columns: minmax(0, 1fr);
    }
    .wide {
      display: none;
    }
  }
  @container (max-width: 520px) {
    .kpis {
      grid-template-columns: 1fr 1fr;
      column-gap: 16px;
    }
    .kpi {
      border-right: 0;
      margin: 0;
      padding: 10px 0;
    }
    .kpi:nth-child(n + 3) {
      border-top: 1px solid var(--_line);
    }
    .v {
      font-size: 24px;
      line-height: 28px;
    }
    .d span:nth-child(3) {
      display: none;
    }
    .fresh {
      margin-left: 0;
      width: 100%;
    }
    .attn li {
      grid-template-columns: 1fr;
      gap: 0;
      padding: 3px 0;
    }
    table,
    tbody {
      display: block;
    }
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody tr {
      display: grid;
      grid-template-columns: 1fr auto;
      grid-template-areas: 't d' 'o o' 'y n';
      gap: 2px 12px;
      padding: 12px 0;
      border-bottom: 1px solid var(--_line);
    }
    tbody tr.gap {
      display: block;
      padding: 0;
      border: 0;
    }
    td {
      border: 0;
      padding: 0;
      height: auto;
    }
    .date {
      grid-area: d;
      text-align: right;
    }
    .t {
      grid-area: t;
    }
    .o {
      grid-area: o;
    }
    .n {
      grid-area: n;
    }
    td.y {
      grid-area: y;
      display: block;
    }
  }
  @media (forced-colors: active) {
    .sold,
    .reserved,
    .blocked {
      stroke: CanvasText;
      stroke-width: 0.5;
      forced-color-adjust: auto;
    }
    .sold {
      fill: Highlight;
    }
    .reserved,
    .blocked,
    .room {
      fill: Canvas;
    }
    .tick,
    .spark polyline {
      stroke: CanvasText;
    }
  }
  @media print {
    .bar-of-tools {
      display: none;
    }
    tr,
    .kpi {
      break-inside: avoid;
    }
  }
`;

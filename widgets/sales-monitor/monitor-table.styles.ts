import { css } from 'lit';

export const monitorTableStyles = css`
  * {
    box-sizing: border-box;
  }
  .box.chosen {
    overflow-x: auto;
  }
  table,
  thead,
  tbody {
    display: block;
  }
  tr {
    display: grid;
    grid-template-columns: var(--_columns);
    column-gap: 20px;
    align-items: center;
    min-height: 55px;
    padding: 6px 0;
    border-bottom: 1px solid var(--_line);
    contain: layout style;
  }
  thead tr {
    min-height: 0;
    padding: 0;
    border-bottom-color: var(--_line2);
  }
  .box:not(.chosen) thead {
    position: sticky;
    top: var(--dip-sticky-top, 0px);
    z-index: 1;
    background: var(--_surface);
  }
  th,
  td {
    padding: 0;
    min-width: 0;
  }
  th {
    padding: 6px 0;
    font-size: 12px;
    line-height: 20px;
    font-weight: 550;
    color: var(--_ink2);
    text-align: left;
    white-space: nowrap;
  }
  th[aria-sort] {
    color: var(--_ink);
    font-weight: 650;
  }
  button {
    border: 0;
    padding: 0;
    min-height: 24px;
    background: none;
    font: inherit;
    color: inherit;
    text-align: inherit;
    cursor: pointer;
  }
  th button:hover {
    color: var(--_ink);
  }
  th button {
    display: inline-flex;
    align-items: center;
    vertical-align: top;
  }
  th.num button {
    flex-direction: row-reverse;
  }
  .way {
    display: inline-block;
    width: 12px;
    text-align: right;
  }
  th:not(.num) .way:empty {
    display: none;
  }
  td {
    overflow-wrap: anywhere;
  }
  small {
    display: block;
    font-size: 12px;
    line-height: 16px;
    font-weight: 400;
    color: var(--_ink2);
    overflow-wrap: anywhere;
  }
  .num {
    text-align: right;
    white-space: nowrap;
    font-variant-numeric: tabular-nums lining-nums;
  }
  .date,
  .asOf,
  .occ {
    font-variant-numeric: tabular-nums lining-nums;
  }
  .t button,
  .t strong {
    font-weight: 600;
    min-height: 20px;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .row {
    cursor: pointer;
  }
  .row:hover {
    background: color-mix(in srgb, var(--_sunk) 55%, transparent);
  }
  .row:hover .t button {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 2px;
  }
  .row.selected {
    background: var(--_accent3);
    border-bottom-color: transparent;
    box-shadow:
      calc(-1 * var(--_bleed, 0px)) 0 0 var(--_accent3),
      var(--_bleed, 0px) 0 0 var(--_accent3);
  }
  .open {
    display: block;
    padding: 4px 0 24px;
    border-bottom: 2px solid var(--_ink);
  }
  .open > td {
    display: block;
  }
  .group {
    min-height: 45px;
    border-bottom-color: var(--_line2);
    font-weight: 600;
  }
  .sum {
    min-height: 45px;
    border-top: 1px solid var(--_ink2);
    border-bottom: 0;
    font-weight: 600;
  }
  .occ {
    display: grid;
    grid-template-columns: 1fr 44px;
    gap: 8px;
    align-items: center;
    text-align: right;
  }
  .bar {
    position: relative;
    height: 10px;
    background: linear-gradient(
      to right,
      var(--_accent) var(--sold),
      var(--_accent2) var(--sold) var(--held),
      var(--_sunk) var(--held) var(--room),
      var(--_line2) var(--room)
    );
  }
  .tick::after {
    content: '';
    position: absolute;
    inset: -4px auto -4px calc(var(--peers) - 1px);
    width: 2px;
    background: var(--_ink);
  }
  .days {
    display: block;
    width: 96px;
    height: 24px;
    fill: var(--_accent);
  }
  .why {
    display: block;
    color: var(--_attn);
    font-size: 13px;
    line-height: 17px;
    font-weight: 400;
  }
  .quiet {
    color: var(--_ink2);
    font-size: 13px;
  }
  .gap,
  .gap td {
    display: block;
    overflow-anchor: none;
    min-height: 0;
    padding: 0;
    border: 0;
  }
  @keyframes told {
    from {
      background: var(--_accent3);
    }
  }
  @keyframes told-again {
    from {
      background: var(--_accent3);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    td.new {
      animation: told 2.4s ease-out;
    }
    td.new.again {
      animation-name: told-again;
    }
  }
  .phone thead {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .phone :is(.row, .group, .sum) {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    grid-template-areas: 't d' 'o o' 'y n';
    gap: 3px 12px;
    min-height: 0;
    padding: 11px 0;
  }
  .phone .date {
    grid-area: d;
    text-align: right;
    white-space: nowrap;
  }
  .phone .t {
    grid-area: t;
  }
  .phone td.occupancy {
    grid-area: o;
  }
  .phone .count {
    grid-area: n;
  }
  .phone .count small {
    display: inline;
    margin-left: 4px;
  }
  .phone td.attention {
    grid-area: y;
  }
  .phone td[data-label]:not(.date, .occupancy, .count, .attention) {
    grid-column: 1 / -1;
    display: flex;
    justify-content: space-between;
    gap: 12px;
    font-size: 13px;
    line-height: 18px;
    text-align: right;
  }
  .phone td[data-label]:not(.date, .occupancy, .count, .attention)::before {
    content: attr(data-label);
    color: var(--_ink2);
  }
  .phone :is(.group, .sum) td:not(.t, .occupancy, .count, .attention, .amount) {
    display: none !important;
  }
  .phone .row.selected {
    margin-inline: calc(-1 * var(--_bleed, 0px));
    padding-inline: var(--_bleed, 0px);
    box-shadow: inset 3px 0 0 var(--_accent);
  }
  @media (forced-colors: active) {
    .bar {
      forced-color-adjust: none;
      outline: 1px solid CanvasText;
    }
    .row.selected {
      border-left: 4px solid Highlight;
      padding-left: 8px;
    }
  }
  @media print {
    .box thead {
      position: static !important;
    }
    tr {
      break-inside: avoid;
    }
    .open {
      break-inside: auto;
    }
    .bar,
    .days,
    .selected {
      print-color-adjust: exact;
    }
  }
`;

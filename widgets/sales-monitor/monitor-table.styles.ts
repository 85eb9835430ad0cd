import { css } from 'lit';

export const monitorTableStyles = css`
  * {
    box-sizing: border-box;
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
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 2px;
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
`;

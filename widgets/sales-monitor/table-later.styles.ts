import { css } from 'lit';

/** What the list needs once it is more than its first rows: the open one, groups, sums, room for rows that are not drawn, news, paper. */
export const tableLaterStyles = css`
  .box.chosen {
    overflow-x: auto;
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
  .row {
    cursor: pointer;
  }
  /* Each row is painted on its own: those that stay are not painted again. */
  .row:not(.selected) {
    contain: layout style paint;
    overflow-clip-margin: 4px;
  }
  .row:hover {
    background: color-mix(in srgb, var(--_sunk) 55%, transparent);
  }
  .row:hover .t button {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .row.selected {
    background: var(--_accent3);
    border-bottom-color: transparent;
    box-shadow:
      calc(-1 * var(--_bleed, 0px)) 0 0 var(--_accent3),
      var(--_bleed, 0px) 0 0 var(--_accent3);
  }
  .detail {
    display: block;
    padding: 4px 0 24px;
    border-bottom: 2px solid var(--_ink);
  }
  .detail > td {
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
    .detail {
      break-inside: auto;
    }
    .bar,
    .days,
    .selected {
      print-color-adjust: exact;
    }
  }
`;

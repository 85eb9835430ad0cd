import { css } from 'lit';

export const contractStyles = css`
  h4,
  ol,
  dt {
    margin: 0;
    padding: 0;
  }
  h3 {
    margin-bottom: 8px;
    font-size: 16px;
    line-height: 22px;
  }
  h4 {
    font-size: 14px;
    line-height: 20px;
    font-weight: 650;
  }
  h3 .small {
    font-weight: 400;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: baseline;
  }
  .title h2 {
    overflow-wrap: anywhere;
  }
  .pill {
    padding: 1px 10px;
    border: 1px solid currentColor;
    border-radius: 999px;
    font-size: 13px;
    line-height: 18px;
    font-weight: 600;
    white-space: nowrap;
  }
  .pill.waits,
  .no {
    color: var(--_attn);
  }
  .pill.good,
  .ok {
    color: var(--_good);
  }
  .pill.quiet,
  .quiet {
    color: var(--_ink2);
  }
  .turn {
    margin-top: 4px;
    color: var(--_ink2);
    font-size: 13px;
    line-height: 18px;
  }
  .turn.mine {
    color: var(--_attn);
    font-weight: 600;
  }
  .sentence {
    max-width: 74ch;
    margin: 10px 0 20px;
    font-size: 16px;
    line-height: 25px;
  }
  .sentence b {
    font-weight: 600;
    box-shadow: inset 0 -0.5em var(--_accent3);
  }
  .cols {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 28px 40px;
    align-items: start;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 8px 8px 8px 0;
    border-bottom: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
  thead th {
    padding-bottom: 6px;
    border-bottom-color: var(--_line2);
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
    font-weight: 550;
  }
  th .small,
  td .small {
    display: block;
    font-weight: 400;
  }
  .terms th:first-child {
    width: 38%;
    overflow-wrap: anywhere;
  }
  .value {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  s,
  ins {
    display: block;
    width: fit-content;
  }
  s {
    color: var(--_ink2);
    font-weight: 400;
  }
  ins {
    text-decoration: none;
  }
  .terms .act {
    width: 34%;
    text-align: end;
  }
  .act .line-up {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: center;
    justify-content: end;
  }
  .pair {
    display: flex;
    gap: 6px;
  }
  .pair:empty {
    display: none;
  }
  .act .ok,
  .act .no,
  .act .quiet {
    white-space: nowrap;
  }
  .act button,
  .ends button {
    min-height: 28px;
    padding: 3px 10px;
    font-size: 13px;
    line-height: 18px;
  }
  .chosen > * {
    border-bottom-color: transparent;
  }
  .under > td {
    padding: 0 0 8px;
  }
  .under .form {
    margin: 0;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 148px), 1fr));
    gap: 8px 16px;
  }
  .figure {
    max-width: 180px;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .line {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
    align-items: end;
    padding: 6px 0;
    border-bottom: 1px solid var(--_line);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
  }
  .ways legend {
    float: left;
    width: 100%;
  }
  .foot {
    margin-top: 10px;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  a {
    color: var(--_accent);
  }
  .decide {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    margin-top: 14px;
  }
  .decide > p {
    flex-basis: 100%;
    color: var(--_ink2);
    font-size: 13px;
    line-height: 18px;
  }
  .decide > label {
    flex: 1 1 240px;
    max-width: 420px;
  }
  .decide > button {
    align-self: end;
  }
  .num {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .lead {
    max-width: none;
  }
  .wf {
    table-layout: fixed;
  }
  .wf thead :is(th, .bar) {
    height: 0;
    padding-block: 0;
    border: 0;
    line-height: 0;
  }
  .wf th {
    padding-block: 6px;
  }
  .wf td {
    vertical-align: middle;
  }
  .wf .bar {
    width: 30%;
    height: 46px;
    padding: 0 12px 0 0;
  }
  .wf .num {
    width: 112px;
  }
  .wf svg {
    display: block;
    overflow: visible;
  }
  .wf .is-subtotal > * {
    border-bottom-color: var(--_ink);
  }
  .wf .is-subtotal th,
  .wf .is-subtotal .num,
  .wf .is-provider_share .num,
  .wf .is-venue_share .num {
    font-weight: 650;
  }
  .wf .is-part > * {
    padding-block: 3px;
    color: var(--_ink2);
    font-size: 13px;
    line-height: 18px;
  }
  .wf .is-part > th {
    padding-inline-start: 12px;
  }
  .wf .is-part .bar {
    height: auto;
  }
  rect.sum {
    fill: color-mix(in srgb, var(--_ink2) 70%, var(--_surface));
  }
  rect.taken {
    fill: var(--_line2);
  }
  rect.provider {
    fill: var(--_accent);
  }
  rect.venue {
    fill: var(--_accent2);
  }
  .thread,
  .zero {
    stroke: var(--_line2);
  }
  details {
    margin-top: 12px;
  }
  summary {
    min-height: 28px;
    line-height: 28px;
    color: var(--_accent);
    cursor: pointer;
  }
  .scrolls {
    overflow-x: auto;
  }
  .figures th,
  .figures td {
    padding-block: 5px;
  }
  .figures .out {
    color: var(--_ink2);
  }
  .share {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 16px;
    margin-top: 24px;
    padding: 12px 0;
    border-block: 1px solid var(--_line);
  }
  .share dt {
    color: var(--_ink2);
    font-size: 13px;
    line-height: 18px;
  }
  .big {
    font-size: 28px;
    line-height: 34px;
    font-weight: 600;
    letter-spacing: -0.015em;
    font-variant-numeric: tabular-nums;
  }
  .history ol {
    list-style: none;
    border-top: 1px solid var(--_line2);
  }
  .history li {
    padding: 8px 0;
  }
  .history ol > li {
    border-bottom: 1px solid var(--_line);
  }
  .history b {
    font-weight: 600;
  }
  .history .small {
    display: block;
  }
  .quote {
    max-width: 72ch;
  }
  .changes li {
    padding: 2px 0;
  }
  .changes s,
  .changes ins {
    display: inline;
  }
  .clash {
    margin: 0 0 20px;
    padding: 12px 16px;
    border-inline-start: 3px solid var(--_attn);
    background: var(--_attnbg);
  }
  .clash > h3 {
    margin-bottom: 4px;
    color: var(--_attn);
  }
  .both {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
    gap: 12px 32px;
    margin: 8px 0 12px;
  }
  .ahead {
    margin-top: 28px;
    padding-top: 18px;
    border-top: 2px solid var(--_ink);
  }
  .waiting.sentence-place {
    height: 75px;
    margin: 10px 0 20px;
  }
  .waiting.head-place {
    width: min(100%, 420px);
    height: 50px;
  }
  .waiting.col-place {
    height: 420px;
  }
  .waiting.share-place {
    height: 93px;
    margin-top: 24px;
  }
  @container (max-width: 820px) {
    .cols {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (max-width: 520px) {
    .terms,
    .terms tbody {
      display: block;
    }
    .terms thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .terms tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      border-bottom: 1px solid var(--_line);
    }
    .terms tr.chosen {
      border-bottom-color: transparent;
    }
    .terms tr > * {
      border: 0;
    }
    .terms th:first-child {
      width: auto;
      padding-bottom: 4px;
    }
    .terms .value {
      padding-inline-end: 0;
      text-align: end;
    }
    .value :is(s, ins) {
      width: auto;
    }
    .terms .act {
      display: flex;
      grid-column: 1 / -1;
      flex-wrap: wrap;
      gap: 0 12px;
      width: auto;
      padding-top: 0;
      align-items: center;
      text-align: start;
    }
    .act .line-up {
      flex: 1;
      justify-content: space-between;
    }
    .under > td {
      grid-column: 1 / -1;
    }
    .share {
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
    }
    .act > .small {
      flex-basis: 100%;
    }
    .wf,
    .wf tbody {
      display: block;
    }
    .wf thead {
      position: absolute;
    }
    .wf tbody tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 12px;
      padding: 6px 0;
      border-bottom: 1px solid var(--_line);
    }
    .wf tbody tr.is-subtotal {
      border-color: var(--_ink);
    }
    .wf tbody tr > * {
      width: auto;
      padding: 0;
      border: 0;
    }
    .wf tbody .bar {
      grid-row: 2;
      grid-column: 1 / -1;
      width: auto;
      height: 18px;
    }
    .wf .is-part .bar,
    .wf .thread {
      display: none;
    }
  }
  @media print {
    .decide,
    .act button,
    .plain,
    .ahead {
      display: none;
    }
    tr,
    .share {
      break-inside: avoid;
    }
  }
  @media (forced-colors: active) {
    rect,
    .thread,
    .zero {
      forced-color-adjust: none;
    }
  }
`;

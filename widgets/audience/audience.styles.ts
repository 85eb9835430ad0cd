import { css } from 'lit';

/**
 * Shades of the accent on the ground, one for each of eight steps; the same for tiles and hours. None lies between 54% and 82%: there
 * neither ink nor ground could be read on it, by day or by night.
 */
const steps = css`
  .s1 {
    --_step: 12%;
  }
  .s2 {
    --_step: 20%;
  }
  .s3 {
    --_step: 28%;
  }
  .s4 {
    --_step: 36%;
  }
  .s5 {
    --_step: 45%;
  }
  .s6 {
    --_step: 54%;
  }
  .s7 {
    --_step: 82%;
  }
  .s8 {
    --_step: 100%;
  }
`;

export const audienceStyles = css`
  ${steps}
  :host {
    padding: var(--dip-padding, 20px 24px 24px);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: baseline;
  }
  h2 {
    margin: 0;
    font-size: 20px;
    line-height: 26px;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .sub,
  .measure,
  .coverage,
  .files {
    color: var(--_ink2);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 20px;
    margin: 10px 0 4px;
    font-size: 13px;
  }
  .choices label {
    display: flex;
    gap: 8px;
    align-items: center;
    color: var(--_ink2);
  }
  select {
    max-width: 260px;
    min-height: 30px;
    padding: 2px 6px;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_ink);
    font: inherit;
  }
  .coverage {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin: 6px 0 20px;
    font-size: 13px;
  }
  .coverage b {
    color: var(--_ink);
    font-variant-numeric: tabular-nums;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(12, minmax(0, 1fr));
    gap: 36px 40px;
  }
  .grid > section {
    grid-column: span 4;
    min-width: 0;
  }
  .grid > .wide {
    grid-column: span 8;
    grid-row: span 3;
  }
  @container (max-width: 980px) {
    .grid > section {
      grid-column: span 6;
    }
    .grid > .wide {
      grid-column: 1 / -1;
      grid-row: auto;
    }
  }
  @container (max-width: 640px) {
    .grid {
      gap: 32px 0;
    }
    .grid > section,
    .grid > .wide {
      grid-column: 1 / -1;
    }
  }
  h3 {
    margin: 0;
    font-size: 15px;
    line-height: 20px;
    font-weight: 650;
    text-wrap: balance;
  }
  .measure {
    margin: 2px 0 10px;
    font-size: 12px;
    line-height: 16px;
  }
  .bars {
    display: grid;
    grid-template-columns: minmax(72px, max-content) minmax(0, 1fr) max-content max-content;
    gap: 8px 10px;
    align-items: center;
    font-variant-numeric: tabular-nums;
  }
  .bars .name {
    max-width: 160px;
    overflow-wrap: anywhere;
  }
  .track {
    position: relative;
    display: block;
    height: 10px;
    background: var(--_sunk);
  }
  .bar {
    display: block;
    height: 100%;
    background: var(--_accent);
    forced-color-adjust: none;
  }
  .tick {
    position: absolute;
    inset-block: -2px;
    width: 2px;
    margin-inline-start: -1px;
    background: var(--_ink);
  }
  .n {
    text-align: end;
  }
  .third {
    min-width: 28px;
    color: var(--_ink2);
    font-size: 12px;
  }
  .hidden-cell {
    grid-column: 2 / -1;
    color: var(--_ink2);
    font-size: 12px;
  }
  .map-box:focus-visible,
  summary:focus-visible,
  .files button:focus-visible,
  select:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .map-box {
    container-type: inline-size;
  }
  .tiles {
    display: block;
    margin-inline: auto;
    width: 100%;
    max-height: 620px;
  }
  .tile rect {
    fill: var(--_sunk);
    forced-color-adjust: none;
  }
  .tile[class*=' s']:not(.s0) rect {
    fill: color-mix(in oklab, var(--_accent) var(--_step), var(--_surface));
  }
  .tile text {
    fill: var(--_ink2);
    font-size: 14px;
    text-anchor: middle;
    dominant-baseline: central;
    font-variant-numeric: tabular-nums;
  }
  .tile:is(.s1, .s2, .s3, .s4, .s5, .s6) text {
    fill: var(--_ink);
  }
  .tile:is(.s7, .s8) text {
    fill: var(--_surface);
  }
  .tile.home rect {
    stroke: var(--_ink);
    stroke-width: 2.5;
  }
  .tile.chosen rect {
    stroke: var(--_attn);
    stroke-width: 3;
  }
  @container (max-width: 460px) {
    .tile text {
      font-size: 17px;
    }
  }
  @container (max-width: 360px) {
    .tile text {
      font-size: 23px;
    }
  }
  .readings {
    display: flex;
    flex-wrap: wrap;
    margin-bottom: 8px;
    font-size: 13px;
  }
  .readings button {
    min-height: 28px;
    padding: 2px 10px;
    border: 1px solid var(--_line2);
    background: none;
    color: var(--_ink2);
    font: inherit;
    cursor: pointer;
  }
  .readings button + button {
    margin-inline-start: -1px;
  }
  .readings button[aria-pressed='true'] {
    position: relative;
    border-color: var(--_ink);
    color: var(--_ink);
    font-weight: 650;
  }
  .scale {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: center;
    margin-bottom: 8px;
    color: var(--_ink2);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .scale span {
    display: flex;
    align-items: center;
  }
  .scale i {
    flex: none;
    width: 16px;
    height: 12px;
    margin-inline-end: 6px;
    background: color-mix(in oklab, var(--_accent) var(--_step), var(--_surface));
    forced-color-adjust: none;
  }
  .scale .run i {
    margin-inline-end: 1px;
  }
  .scale .run i:first-of-type {
    margin-inline-start: 6px;
  }
  .scale .run i:last-of-type {
    margin-inline-end: 6px;
  }
  .scale i.s0 {
    background: var(--_sunk);
    outline: 1px solid var(--_line);
    outline-offset: -1px;
  }
  .said {
    min-height: 40px;
    margin: 8px 0 0;
    font-size: 13px;
    line-height: 20px;
  }
  .columns {
    display: flex;
    gap: 4px;
    font-variant-numeric: tabular-nums;
  }
  .col {
    flex: 1;
    min-width: 0;
    text-align: center;
  }
  .col-box {
    position: relative;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    height: 112px;
    border-bottom: 1px solid var(--_line2);
  }
  .col-n,
  .col-name {
    font-size: 12px;
    line-height: 16px;
  }
  .col-name {
    display: block;
    margin-top: 4px;
    color: var(--_ink2);
  }
  .col-bar {
    display: block;
    margin-inline: 3px;
    background: var(--_accent);
    forced-color-adjust: none;
  }
  .col-bar.light {
    background: var(--_accent2);
  }
  .col-bar.none {
    border: 1px dashed var(--_ink2);
    border-bottom: 0;
    background: none;
  }
  .col-tick {
    position: absolute;
    inset-inline: 0;
    height: 2px;
    background: var(--_ink);
  }
  .key {
    display: flex;
    gap: 6px;
    align-items: center;
    margin: 6px 0 0;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .key .col-bar {
    width: 14px;
    height: 10px;
  }
  .tick-key {
    display: inline-block;
    width: 2px;
    height: 12px;
    background: var(--_ink);
    vertical-align: -2px;
  }
  .pyramid {
    display: grid;
    grid-template-columns: minmax(0, 1fr) max-content minmax(0, 1fr);
    gap: 6px 8px;
    align-items: center;
    font-variant-numeric: tabular-nums;
  }
  .side-head,
  .band,
  .hidden-side {
    color: var(--_ink2);
    font-size: 12px;
  }
  .side-head.f,
  .side.f {
    text-align: end;
  }
  .band {
    text-align: center;
  }
  .side {
    display: flex;
    gap: 6px;
    align-items: center;
    min-width: 0;
    font-size: 13px;
  }
  .side .track {
    flex: 1;
  }
  .side .n {
    min-width: 30px;
  }
  .side.m {
    flex-direction: row-reverse;
  }
  .side.m .n {
    text-align: end;
  }
  .side.f .n {
    text-align: start;
  }
  .side.f .bar {
    margin-inline-start: auto;
  }
  .side.m .bar {
    background: var(--_accent2);
  }
  .side.f .tick {
    margin-inline: 0 -1px;
  }
  .hidden-side.f {
    justify-content: flex-end;
  }
  .hidden-side.m {
    justify-content: flex-end;
  }
  .heat {
    display: grid;
    grid-template-columns: 34px repeat(16, minmax(0, 1fr));
    gap: 2px;
    align-items: center;
  }
  .heat .day,
  .heat .hour {
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .heat .hour {
    white-space: nowrap;
  }
  .heat .cell {
    height: 20px;
    border-radius: 1px;
    background: var(--_sunk);
    forced-color-adjust: none;
  }
  .heat .cell:not(.s0) {
    background: color-mix(in oklab, var(--_accent) var(--_step), var(--_surface));
  }
  .rest {
    margin: 8px 0 0;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: baseline;
    margin-top: 6px;
    font-size: 12px;
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .files button {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
  details {
    max-width: 100%;
  }
  details[open] {
    flex-basis: 100%;
  }
  summary {
    width: fit-content;
    color: var(--_accent);
    line-height: 24px;
    cursor: pointer;
  }
  .twin {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-bottom: 4px;
    color: var(--_ink2);
    font-size: 12px;
    text-align: start;
  }
  th,
  td {
    padding: 3px 12px 3px 0;
    border-bottom: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
  }
  thead th {
    color: var(--_ink2);
    font-size: 12px;
  }
  td,
  thead th:not(:first-child) {
    text-align: end;
    white-space: nowrap;
  }
  .away {
    margin-top: 36px;
    padding-top: 12px;
    border-top: 1px solid var(--_line);
    color: var(--_ink2);
    font-size: 13px;
  }
  .away ul {
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
  }
  .away b {
    color: var(--_ink);
  }
  @container (max-width: 420px) {
    .bars {
      gap: 8px 6px;
    }
    .bars .name {
      max-width: 112px;
    }
    .choices label {
      flex-wrap: wrap;
    }
  }
  .to-report {
    align-self: center;
    color: var(--_accent);
    line-height: 30px;
  }
  .print {
    min-height: 32px;
    margin-top: 10px;
    padding: 4px 14px;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: none;
    color: var(--_ink);
    font: inherit;
    cursor: pointer;
  }
  @container (min-width: 600px) {
    .report .wide {
      display: grid;
      grid-template-columns: minmax(0, 1fr) max-content;
      column-gap: 28px;
    }
    .report .wide > * {
      grid-column: 1 / -1;
    }
    .report .wide > .map-box {
      grid-area: 4 / 1;
    }
    .report .wide > .tools {
      grid-area: 4 / 2;
    }
  }
  .report .wide caption {
    max-width: 220px;
  }
  .definitions {
    margin-top: 32px;
    padding-top: 12px;
    border-top: 2px solid var(--_ink);
    font-size: 13px;
  }
  .definitions dl {
    margin: 8px 0 0;
    columns: 2 280px;
    column-gap: 40px;
  }
  .definitions dl div {
    margin-bottom: 8px;
    break-inside: avoid;
  }
  .definitions dt {
    font-weight: 650;
  }
  .definitions dd {
    margin: 0;
    color: var(--_ink2);
  }
  .note {
    margin: 20px 0 0;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .waiting.big {
    height: 380px;
  }
  @media (max-width: 480px) {
    :host {
      padding: var(--dip-padding, 16px 8px);
    }
  }
  @media print {
    :host {
      padding: 0;
      color-scheme: light;
    }
    .tiles {
      max-height: 400px;
    }
    .print,
    .readings,
    .choices,
    .files,
    details,
    .said {
      display: none;
    }
    .grid {
      gap: 24px 28px;
    }
    section {
      break-inside: avoid;
    }
    .bar,
    .track,
    .tick,
    .tick-key,
    .col-tick,
    .cell,
    .col-bar,
    .tile rect,
    .scale i {
      print-color-adjust: exact;
    }
  }
`;

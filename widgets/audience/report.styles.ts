import { css } from 'lit';

/** The audience on paper: a report by itself, and any page that is printed. */
export const reportStyles = css`
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
      align-content: start;
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
  .report caption {
    position: absolute;
    clip-path: inset(50%);
  }
  .report :is(th, td) {
    padding-inline-end: 8px;
    font-size: 12px;
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
  /* As wide as a column on paper: what is drawn is not drawn anew for it. */
  .report .ink {
    max-width: 300px;
  }
  @media print {
    .upset {
      grid-template-columns: minmax(80px, 1fr) repeat(var(--_few), 24px);
    }
    .upset .far {
      display: none;
    }
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
      grid-template-rows: none;
    }
    .grid > section {
      grid-column: span 6;
    }
    .grid > .wide {
      grid-column: 1 / -1;
      grid-row: auto;
    }
    .drawing.drawing {
      min-height: 0;
    }
    section {
      break-inside: avoid;
    }
    .bar,
    .track,
    .tick,
    .tick-key,
    .dot::before,
    .dot::after,
    .tile rect,
    .scale i,
    .scale i::after {
      print-color-adjust: exact;
    }
  }
`;

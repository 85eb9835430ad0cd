import { css } from 'lit';

export const occupancyStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
    align-items: baseline;
  }
  .share {
    font-size: 20px;
    line-height: 26px;
    font-weight: 600;
    font-variant-numeric: tabular-nums lining-nums;
  }
  p {
    margin: 0;
    color: var(--_ink2);
    font-size: 13px;
  }
  p.title {
    color: inherit;
    font-size: 15px;
    line-height: 20px;
    font-weight: 650;
  }
  .bar {
    margin: 6px 0;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    color: var(--_ink2);
  }
  .key span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  .key b {
    color: var(--_ink);
    font-weight: 600;
  }
  .key svg {
    flex: none;
  }
  .key .hatch {
    stroke: var(--_surface);
  }
  .key .tick {
    stroke-width: 2;
  }
  .waiting.title-place {
    width: 40%;
    height: 20px;
    margin-bottom: 8px;
  }
  .waiting.bar-place {
    height: 18px;
    margin: 6px 0;
  }
  .waiting.key-place {
    width: 70%;
    height: 18px;
  }
  @media print {
    :host {
      break-inside: avoid;
    }
    .sr.twin {
      position: static;
      width: auto;
      height: auto;
      clip-path: none;
      white-space: normal;
    }
  }
`;

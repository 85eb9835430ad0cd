import { css } from 'lit';

export const salesMonitorStyles = css`
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  h3 {
    font-size: 16px;
    line-height: 22px;
    font-weight: 650;
  }
  button {
    font: inherit;
    color: inherit;
    text-align: inherit;
    cursor: pointer;
  }
  .link {
    border: 0;
    padding: 0;
    min-height: 24px;
    background: none;
  }
  .link {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .sub {
    color: var(--_ink2);
  }
  .num {
    text-align: right;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  :host {
    background: var(--_surface);
  }
  .frame {
    padding: var(--dip-padding, 20px 24px 24px);
    --_bleed: 10px;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: baseline;
  }
  h2 {
    font-size: 20px;
    line-height: 26px;
    font-weight: 650;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }
  .season {
    display: inline-flex;
    align-items: baseline;
    gap: 2px;
    color: var(--_ink2);
    white-space: nowrap;
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
    margin-right: 6px;
    border-radius: 50%;
    background: var(--_good);
  }
  .lead {
    min-height: 20px;
    max-width: 90ch;
    margin: 4px 0 16px;
    color: var(--_ink2);
  }
  .kpis {
    display: grid;
    grid-template-columns: repeat(6, 1fr);
    border-block: 1px solid var(--_line);
    margin-bottom: 16px;
  }
  .kpi {
    min-width: 0;
    padding: 12px 12px 12px 0;
    margin-right: 14px;
    border-right: 1px solid var(--_line);
  }
  .kpi:last-child {
    margin: 0;
    border: 0;
  }
  dt {
    color: var(--_ink2);
    font-size: 13px;
  }
  .v {
    margin: 2px 0 4px;
    font-size: 28px;
    line-height: 34px;
    font-weight: 600;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums lining-nums;
    white-space: nowrap;
  }
  .v small {
    font-size: 15px;
    line-height: 1;
    font-weight: 500;
    letter-spacing: 0;
    color: var(--_ink2);
  }
  .round {
    position: relative;
  }
  .d {
    display: flex;
    gap: 14px;
    min-height: 32px;
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
  .overview {
    display: flex;
    flex-wrap: wrap;
    gap: 16px 32px;
    margin-bottom: 18px;
  }
  .overview h3 {
    margin-bottom: 3px;
    font-size: 14px;
    line-height: 20px;
  }
  .overview h3 small {
    font-size: 13px;
    font-weight: 400;
    color: var(--_ink2);
  }
  .attn {
    flex: 3 1 520px;
    padding: 10px 14px;
    border-left: 3px solid var(--_attn);
    background: var(--_attnbg);
  }
  .attn h3 span {
    color: var(--_attn);
  }
  .overview ul {
    display: grid;
    grid-template-columns: fit-content(46%) minmax(0, 1fr) auto;
    column-gap: 16px;
  }
  .overview li {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
    align-items: baseline;
  }
  .attn li > span {
    color: var(--_ink2);
  }
  .selling {
    flex: 1 1 300px;
    padding: 10px 0;
    min-width: 0;
  }
  .selling ul {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  .overview li .link {
    display: flex;
    min-width: 0;
    overflow: hidden;
    white-space: pre;
    text-decoration-color: var(--_line2);
  }
  .overview .link span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .overview .link .day {
    flex: none;
  }
  .selling .num {
    font-weight: 600;
    color: var(--_accent);
  }
  dip-monitor-tools {
    min-height: 78px;
  }
  .defn {
    margin-bottom: 8px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_ink2);
  }
  .bone {
    display: inline-block;
    width: 60%;
    height: 0.8em;
    border-radius: 3px;
    background: var(--_sunk);
  }
  .bone.wide {
    width: 85%;
    height: 24px;
  }
  .bone.long {
    width: min(60ch, 80%);
  }
  .bone.row {
    display: block;
    width: 100%;
    height: 39px;
    margin: 8px 0 16px;
  }
  @media (prefers-reduced-motion: no-preference) {
    .bone {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.5;
      }
    }
  }
  @container (max-width: 900px) {
    .kpis {
      grid-template-columns: repeat(3, 1fr);
    }
    .kpi:nth-child(3) {
      margin: 0;
      border-right: 0;
    }
    .kpi:nth-child(n + 4) {
      border-top: 1px solid var(--_line);
    }
  }
  @container (max-width: 520px) {
    .frame {
      padding: var(--dip-padding, 16px);
    }
    .fresh {
      width: 100%;
      margin-left: 0;
    }
    .kpis {
      grid-template-columns: 1fr 1fr;
      column-gap: 16px;
    }
    .kpi {
      margin: 0;
      padding: 10px 0;
      border-right: 0;
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
    .attn {
      flex-basis: 100%;
    }
    .attn ul {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .attn li {
      padding: 3px 0;
    }
    .attn li > span:not(.num) {
      grid-area: 2 / 1 / auto / -1;
    }
    .attn li .num {
      grid-area: 1 / 2;
    }
  }
`;

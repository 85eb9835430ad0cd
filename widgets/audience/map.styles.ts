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

/** The map, its legend and its two readings. */
export const mapStyles = css`
  ${steps}
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
  .scale i.hidden {
    position: relative;
    background: var(--_sunk);
  }
  .scale i.hidden::after {
    content: '';
    position: absolute;
    inset: 4px 6px;
    border-radius: 50%;
    background: var(--_ink2);
  }
  .scale i.zero {
    background: none;
    outline: 1px solid var(--_line2);
    outline-offset: -1px;
  }
`;

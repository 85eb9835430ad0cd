import { css } from 'lit';

export const roleSwitchStyles = css`
  :host {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
    max-width: 100%;
    container-type: normal;
  }
  /* It shows no figures: those that do say what they are. */
  :host::before {
    display: none;
  }
  .now {
    display: flex;
    gap: 8px;
    align-items: center;
    max-width: 100%;
    text-align: start;
  }
  .now span {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .now small,
  .hat small {
    color: var(--_ink2);
    font-size: 12px;
  }
  .now i {
    flex: none;
    width: 8px;
    height: 8px;
    margin-top: -4px;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(45deg);
  }
  .waiting.now-place {
    width: 180px;
    height: 32px;
  }
  .pop {
    position: absolute;
    inset: auto;
    width: min(340px, calc(100vw - 16px));
    max-height: calc(100vh - 16px);
    margin: 0;
    padding: 8px;
    overflow-y: auto;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_ink);
  }
  .pop.wide {
    padding: 12px 16px 16px;
  }
  .hat {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    width: 100%;
    min-height: 40px;
    padding: 6px 8px;
    border: 0;
    text-align: start;
  }
  .hat::before {
    content: '';
    grid-row: span 2;
  }
  .hat[aria-checked='true']::before {
    content: '✓';
    color: var(--_accent);
    font-weight: 700;
  }
  .hat:is(:hover, :focus-visible) {
    background: var(--_accent3);
  }
  .hat b {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .apart {
    margin-top: 8px;
    padding-top: 8px;
    border-top: 1px solid var(--_line);
  }
  .frame {
    position: fixed;
    inset: 0;
    box-sizing: border-box;
    width: auto;
    height: auto;
    margin: 0;
    padding: 0;
    overflow: visible;
    border: 4px solid var(--_attn);
    background: none;
    pointer-events: none;
  }
  .banner {
    position: absolute;
    inset: auto 0 0;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: center;
    justify-content: space-between;
    padding: 8px 16px;
    background: var(--_attn);
    color: var(--_surface);
    font-size: 14px;
    line-height: 20px;
    pointer-events: auto;
  }
  .banner p {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .banner time {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    white-space: nowrap;
  }
  .banner button {
    border-color: var(--_surface);
    font-weight: 600;
    color: var(--_ink);
  }
  .banner :focus-visible {
    outline-color: var(--_surface);
  }
  @media (forced-colors: active) {
    .banner {
      border-top: 2px solid CanvasText;
      background: Canvas;
      color: CanvasText;
    }
  }
  @media print {
    .frame {
      position: static;
      display: block;
    }
  }
`;

export const supportPanelStyles = css`
  h2 {
    font-size: 16px;
    line-height: 22px;
  }
  .panel {
    display: grid;
    gap: 12px;
  }
  .search {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
    align-items: end;
  }
  .people {
    max-height: 200px;
    overflow-y: auto;
    border-block: 1px solid var(--_line);
  }
`;

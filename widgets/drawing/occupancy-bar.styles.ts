import { css } from 'lit';

/** Sold is full, reserved is hatched, blocked is grey with an outline: no fact in colour alone. */
export const occupancyBarStyles = css`
  .bar {
    display: block;
    height: 18px;
    overflow: visible;
  }
  .room {
    fill: var(--_sunk);
  }
  .sold {
    fill: var(--_accent);
  }
  .reserved {
    fill: var(--_accent2);
  }
  .hatch {
    fill: var(--_surface);
    opacity: 0.55;
  }
  .blocked {
    fill: var(--_line2);
  }
  .tick {
    stroke: var(--_ink);
    stroke-width: 2;
  }
  @media (forced-colors: active) {
    .room {
      stroke: CanvasText;
    }
    .hatch {
      opacity: 1;
    }
    .blocked {
      stroke: CanvasText;
    }
  }
`;

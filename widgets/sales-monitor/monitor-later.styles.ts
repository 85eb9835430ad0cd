import { css } from 'lit';

/** What the monitor needs once it is used: states of its buttons, an empty list, paper. */
export const monitorLaterStyles = css`
  .link:hover {
    text-decoration-thickness: 2px;
  }
  .attn li .link {
    text-decoration-color: color-mix(in srgb, var(--_attn) 45%, transparent);
  }
  .step {
    min-height: 24px;
    width: 24px;
    padding: 0;
    border: 0;
    background: none;
    border-radius: var(--_radius);
    font-size: 17px;
    line-height: 20px;
    text-align: center;
  }
  .more {
    font-weight: 600;
  }
  .step:disabled {
    opacity: 0.35;
    cursor: default;
  }
  .fresh.stale {
    color: var(--_attn);
    font-weight: 600;
  }
  .fresh.stale::before {
    border-radius: 0;
    background: var(--_attn);
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .chip {
    min-height: 32px;
    padding: 5px 10px;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: none;
  }
  .step:hover:enabled {
    background: var(--_sunk);
    color: var(--_ink);
  }
  .round:is(:hover, :focus-visible)::after {
    content: attr(data-full);
    position: absolute;
    left: 0;
    top: 100%;
    z-index: 2;
    padding: 3px 8px;
    border-radius: var(--_radius);
    background: var(--_ink);
    color: var(--_surface);
    font-size: 13px;
    line-height: 18px;
    letter-spacing: 0;
  }
  .state {
    padding: 32px 0;
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  .frame[aria-busy='true'] dip-monitor-table {
    opacity: 0.5;
  }
  @media print {
    dip-monitor-tools,
    .step {
      display: none;
    }
    .kpi,
    .attn,
    .selling {
      break-inside: avoid;
    }
  }
`;

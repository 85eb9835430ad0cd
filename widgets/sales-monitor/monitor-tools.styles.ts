import { css } from 'lit';

export const monitorToolsStyles = css`
  .tools,
  .chips,
  .near,
  .doors {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .tools {
    margin-bottom: 8px;
  }
  .doors {
    margin-left: auto;
  }
  .tools .link {
    order: -1;
  }
  .near + .doors + .link {
    order: 0;
    width: 100%;
    text-align: right;
  }
  .chip {
    white-space: nowrap;
  }
  .sign {
    margin-right: 5px;
    color: var(--_attn);
    font-size: 11px;
  }
  input[type='search'] {
    flex: 1 1 200px;
    min-width: 0;
    width: 100%;
  }
  input::placeholder {
    color: var(--_ink2);
    opacity: 1;
  }
  .narrow {
    display: none;
  }
  @container (max-width: 520px) {
    .long,
    .near {
      display: none;
    }
    .doors {
      margin-left: 0;
    }
    .chips,
    .doors {
      gap: 6px;
    }
    .chip {
      padding-inline: 9px;
    }
    .narrow {
      display: block;
    }
    .near + .doors + .link {
      text-align: left;
    }
  }
`;

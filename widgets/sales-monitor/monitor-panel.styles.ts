import { css } from 'lit';

export const monitorPanelStyles = css`
  section {
    display: grid;
    gap: 10px;
    justify-items: start;
    margin: 2px 0 12px;
    padding: 12px 14px 14px;
    background: var(--_sunk);
    border-radius: var(--_radius);
  }
  .sub {
    max-width: 72ch;
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .field.sorting {
    display: none;
  }
  .chip.sorting {
    display: none;
  }
  .columns {
    columns: 190px;
    column-gap: 28px;
    width: 100%;
  }
  .columns li {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
    break-inside: avoid;
  }
  label {
    display: flex;
    flex: 1;
    gap: 8px;
    align-items: center;
    min-height: 24px;
    cursor: pointer;
  }
  input {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .moves button {
    width: 24px;
    height: 24px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_ink2);
    text-align: center;
  }
  .moves button:hover:enabled {
    background: var(--_surface);
    color: var(--_ink);
  }
  .moves button:disabled {
    opacity: 0.3;
    cursor: default;
  }
  .definitions {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 48px;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  legend {
    padding: 0 0 4px;
    font-weight: 600;
  }
  small {
    font-size: 12px;
    color: var(--_ink2);
  }
  .said:empty {
    display: none;
  }
  @container (max-width: 520px) {
    .field.sorting {
      display: flex;
    }
    .chip.sorting {
      display: block;
    }
    .fields {
      display: grid;
      grid-template-columns: 1fr 1fr;
      width: 100%;
    }
    .field,
    .field select {
      width: 100%;
      min-width: 0;
      max-width: none;
    }
    .field.sorting {
      display: grid;
      gap: 2px;
    }
    .chip.sorting {
      align-self: end;
    }
  }
`;

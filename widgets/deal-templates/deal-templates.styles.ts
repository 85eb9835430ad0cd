import { css } from 'lit';

export const templatesStyles = css`
  .item .sentence {
    margin: 0;
    font-size: 14px;
    line-height: 21px;
  }
  .row {
    grid-template-columns: minmax(0, 3fr) minmax(0, 7fr) minmax(140px, auto);
  }
  .cols {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 24px 40px;
    align-items: start;
  }
  .cols > div {
    display: grid;
    gap: 12px;
    min-width: 0;
  }
  .cols > div > label {
    max-width: 420px;
  }
  @container (max-width: 820px) {
    .cols {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (max-width: 640px) {
    .row {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;

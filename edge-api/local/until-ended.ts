/** For tests. What was taken away ends within 5 seconds: a look that is begun later must say so, however long it takes to be answered. */
import assert from 'node:assert/strict';

export async function untilEnded(goesOn: () => Promise<boolean>, limitMs = 5_500): Promise<void> {
  const from = Date.now();
  for (;;) {
    const begun = Date.now() - from;
    if (!(await goesOn())) return;
    assert.ok(begun < limitMs, `asked ${begun} ms later it still goes on`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

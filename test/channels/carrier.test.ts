import { within } from '../../src/channels/carrier';
import type { Message } from '../../src/conversations/message';

const said = [3, 5, 6].map((seq) => ({ seq }) as Message);

test.each([
  [{ position: 5, part: 0 }, [3, 5]],
  [{ position: 4, part: 2 }, [3, 5]],
  [{ position: 2, part: 1 }, [3]],
  [{ position: 6, part: 0 }, [3, 5, 6]],
])('a leg to %o takes along %o', (place, taken) => {
  expect(within(said, place).map(({ seq }) => seq)).toEqual(taken);
});

import { CoffeeOutlined, MessageOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Empty } from '../../parts/empty';
import { useQueue } from '../../queue/queue-provider';
import { queueSections } from '../../queue/queue-state';
import { go } from '../../routing';
import { useTexts } from '../../texts';
import { waitedWords } from '../../time-words';
import { useNow } from '../../use-now';

/** The middle while no conversation is open: how things stand, and the next thing to do. */
export function Unpicked() {
  const texts = useTexts();
  const now = useNow();
  const { waiting, mine } = queueSections(useQueue().tickets, 'all');
  const [first] = waiting;
  if (!first && mine.length === 0)
    return <Empty sign={<CoffeeOutlined />} title={texts.desk.restTitle} text={texts.desk.restText} />;
  if (!first) return <Empty sign={<MessageOutlined />} title={texts.desk.pickTitle} text={texts.desk.pickText} />;

  const longest = waiting.map(({ waitingSince }) => waitingSince).sort()[0] ?? first.waitingSince;
  return (
    <Empty
      sign={<MessageOutlined />}
      title={texts.desk.standing(waiting.length, waitedWords(longest, now, texts.time))}
      text={texts.desk.pickText}
    >
      <div className="desk-next">
        <Button type="primary" size="large" onClick={() => go(`/desk/${first.id}`)}>
          {texts.desk.openFirst}
        </Button>
        <span className="desk-keys">{texts.desk.pickKeys}</span>
      </div>
    </Empty>
  );
}

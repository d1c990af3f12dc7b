import { Button, Tooltip } from 'antd';
import { useQueue } from '../queue/queue-provider';
import { useTexts } from '../texts';

/** Whether what is on the screen is the present, in a sign and a word. */
export function LiveMark() {
  const { live, reconnect } = useQueue();
  const texts = useTexts().live;
  if (live === 'lost') {
    return (
      <span className="live-mark live-mark-lost" role="status">
        <Tooltip title={texts.lostHint}>
          <span>{texts.lost}</span>
        </Tooltip>
        <Button size="small" type="link" onClick={reconnect}>
          {texts.reconnectNow}
        </Button>
      </span>
    );
  }
  return (
    <Tooltip title={live === 'live' ? texts.liveHint : undefined}>
      <span className={`live-mark live-mark-${live}`} role="status">
        {live === 'live' ? texts.live : texts.connecting}
      </span>
    </Tooltip>
  );
}

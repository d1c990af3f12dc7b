import { setTimeout as wait } from 'node:timers/promises';
import { noticesCollection } from '../../../src/channels/wechat/notices';
import { describeEachStoreKind } from '../../tools/app-under-test';
import type { ErrorCode } from '../../tools/wechat-platform/refusal';
import { WecomScene, hear } from './scene';

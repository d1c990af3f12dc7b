import { heardVectorsCollection } from './bot/question-vectors';
import { heardOpinionsCollection } from './bot/second-opinions';
import { deliveriesCollection } from './channels/bot-framework/connector-sender';
import { wechatCollections } from './channels/wechat/wechat';
import { wecomCollections } from './channels/wecom/wecom';
import { complaintsCollection } from './complaints/complaint';
import { attachmentsCollection } from './conversations/attachments';
import { conversationsCollection } from './conversations/conversation';
import { messagesCollection } from './conversations/message';
import { ticketsCollection } from './handoff/ticket';
import { failedProofsCollection } from './identity/identity-proof';
import { pageLinksCollection } from './identity/page-link';
import { personsCollection } from './identity/persons';
import { knowledgeCollections } from './knowledge/open-knowledge';
import { unclearUtterancesCollection } from './labelling/unclear-utterance';
import { staffCollections } from './staff/collections';
import { botStates } from './storage/bot-state';

/** All collections, for whoever opens the store. */
export const collections = [
  conversationsCollection,
  messagesCollection,
  attachmentsCollection,
  complaintsCollection,
  ticketsCollection,
  ...knowledgeCollections,
  unclearUtterancesCollection,
  heardOpinionsCollection,
  pageLinksCollection,
  personsCollection,
  failedProofsCollection,
  heardVectorsCollection,
  deliveriesCollection,
  ...wechatCollections,
  ...wecomCollections,
  botStates,
  ...staffCollections,
];

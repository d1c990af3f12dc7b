import type { AnyRoute } from '../http/route';
import { caseRoutes } from './routes/cases';
import { deskStreamRoutes } from './routes/desk-streams';
import { deskRoutes } from './routes/desk';
import { knowledgeEditingRoutes } from './routes/knowledge-editing';
import { knowledgeHistoryRoutes } from './routes/knowledge-history';
import { knowledgeLearningRoutes } from './routes/knowledge-learning';
import { knowledgeTryingRoutes } from './routes/knowledge-trying';
import { knowledgeTransferRoutes } from './routes/knowledge-transfer';
import { labellingRoutes } from './routes/labelling';
import { phoneTaskRoutes } from './routes/phone-tasks';
import { sessionRoutes } from './routes/session';
import type { StaffServices } from './services';

/** Everything that the staff console calls. */
export function staffRoutes(services: StaffServices): AnyRoute[] {
  return [
    ...sessionRoutes(services),
    ...deskRoutes(services),
    ...deskStreamRoutes(services),
    ...phoneTaskRoutes(services),
    ...caseRoutes(services),
    ...knowledgeEditingRoutes(services),
    ...knowledgeHistoryRoutes(services),
    ...knowledgeTryingRoutes(services),
    ...knowledgeLearningRoutes(services),
    ...knowledgeTransferRoutes(services),
    ...labellingRoutes(services),
  ];
}

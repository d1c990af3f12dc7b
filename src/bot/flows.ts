import { complaintIntake } from '../../dialogs/complaint-intake';
import { progress } from '../../dialogs/progress';
import type { ActiveFlow, Flow } from './dialog';

// Each flow's state type is its own business; here they are stored and handed back as they were.
const FLOWS: readonly Flow[] = [complaintIntake, progress];

export function flowNamed(name: string): Flow | undefined {
  return FLOWS.find((flow) => flow.name === name);
}

/** The stored state as today's version of the flow reads it; `null` when it cannot. */
export function currentState(flow: Flow, active: ActiveFlow): object | null {
  return active.version === flow.version ? active.state : flow.migrate(active.state, active.version);
}

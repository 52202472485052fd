import type { Json, ViewData } from './data.ts';
import type { Workspace } from './workspace.ts';

/** Block id to action id to what stands in that field. */
export type ViewState = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** A view as Slack's API and interactions write it. */
export function wireView(view: ViewData, workspace: Workspace, values: ViewState = {}): Json {
  return {
    ...view.body,
    id: view.id,
    team_id: workspace.team.id,
    app_id: workspace.app.id,
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.app.botId,
    callback_id: view.callbackId,
    private_metadata: view.privateMetadata,
    blocks: view.blocks,
    hash: view.hash,
    state: { values },
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
    external_id: '',
  };
}

/** Handlers of first screens and the stage board: parse (done by the binder), call one service. */
import * as boardApi from '@mingcha/core/oversight/board/board-api.ts';
import * as workbenchApi from '@mingcha/core/oversight/board/workbench-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { readBoard, readCourse } from './board.service.ts';
import { getWorkbench, listTodo, saveDesk } from './workbench.service.ts';

export function bindBoardRoutes(binder: Binder, platform: Platform): void {
  binder.bind(workbenchApi.getWorkbench, ({ actor }) => getWorkbench(platform, actor));
  binder.bind(workbenchApi.listTodo, ({ actor, query }) =>
    listTodo(platform, actor, { ...query, after: query.after }),
  );
  binder.bind(workbenchApi.saveDesk, ({ actor, body }) => saveDesk(platform, actor, body));
  binder.bind(boardApi.readBoard, ({ actor, query: { after, limit, column, pressing, ...filter } }) =>
    readBoard(platform, actor, { filter, column, isPressing: pressing === 'yes', page: { after, limit } }),
  );
  binder.bind(boardApi.readCourse, ({ actor, query }) => readCourse(platform, actor, query));
}

/** Words of `mingcha scale-out`. The statements themselves need none. */
import { catalogue } from '@mingcha/core/common/text.ts';

export const scaleOutText = catalogue(
  {
    usage:
      '用法：npx mingcha scale-out [--run] [--shards 32] [--check]\n打印把数据库按辖区分布到 Citus 集群的语句（docs/scaling.md）。--run：直接执行，中断后重新运行会接着做。--check：集群不能保持的引用是否仍然完整。',
    'head.what':
      '把这个数据库按 jurisdiction_id 分布到 Citus 集群：分布 {distributed} 张表，参照表 {reference} 张，本地 {local} 张。',
    'head.left': '已经分布 {placed} 张，下面是余下的语句。',
    'head.stop':
      '执行期间请停止服务，并先做一次备份。用拥有表的角色执行：psql -v ON_ERROR_STOP=1 -f 本文件。',
    'head.prepare': '准备（由数据库管理员做；各节点 PostgreSQL 版本相同，装好 Citus）：',
    'prepare.settings':
      "各节点 postgresql.conf：shared_preload_libraries = 'citus'，max_prepared_transactions 不小于 max_connections，max_locks_per_transaction 不小于 256。",
    'prepare.extension': '各节点的这个数据库：CREATE EXTENSION citus;',
    'prepare.owner':
      '各节点：有拥有表的角色和 mingcha_app，节点之间这两个角色可以登录（pg_hba.conf 或 pg_dist_authinfo）。',
    'prepare.nodes': '协调节点：',
    'phase.functions': '一、表中用到的函数',
    'phase.aside': '二、外键先放到 foreign_keys_aside 表中（本地表指向分布表的外键不再恢复，集群不支持）',
    'phase.reference': '四、参照表：每个节点都有一份',
    'phase.distribute': '五、按辖区分布，同一辖区的行都在同一节点',
    'phase.return': '六、恢复外键',
    'phase.privileges': '三、mingcha_app 的权限（随表带到各分片）：只增的表不能改、不能删',
    'head.check': '核对：',
    'head.local': '留在协调节点的表：{tables}',
    nothing: '没有要做的：{placed} 张表都已在集群上。',
    'run.phase': '{phase}（{count} 条）',
    'run.done': '已完成：执行 {statements} 步，{placed} 张表在集群上。',
    'check.sound': '{table}：{key}，完整。',
    'check.orphans': '{table}：{key}，有 {count} 行引用的对象不存在。',
    'check.none': '没有放下的外键：这个数据库没有分布。',
    'shards.wrong': '--shards 应为 1 到 1024 的整数。',
  },
  {
    usage:
      'Usage: npx mingcha scale-out [--run] [--shards 32] [--check]\nPrints the statements that distribute the database over a Citus cluster by jurisdiction (docs/scaling.md). --run runs them; interrupted, the next run goes on. --check asks whether references that a cluster cannot hold are still whole.',
    'head.what':
      'Distributes this database over a Citus cluster by jurisdiction_id: {distributed} distributed tables, {reference} reference, {local} local.',
    'head.left': '{placed} of them stand on the cluster already; what is left follows.',
    'head.stop':
      'Stop the service meanwhile and make a backup first. Run as the role that owns the tables: psql -v ON_ERROR_STOP=1 -f THIS_FILE.',
    'head.prepare':
      'To prepare (by whoever administers the database; the same PostgreSQL version and Citus on every node):',
    'prepare.settings':
      "postgresql.conf of every node: shared_preload_libraries = 'citus', max_prepared_transactions at least max_connections, max_locks_per_transaction at least 256.",
    'prepare.extension': 'In this database on every node: CREATE EXTENSION citus;',
    'prepare.owner':
      'On every node: the role that owns the tables and mingcha_app, both able to sign in from node to node (pg_hba.conf or pg_dist_authinfo).',
    'prepare.nodes': 'On the coordinator:',
    'phase.functions': '1. Functions that tables use',
    'phase.aside':
      '2. Foreign keys stand aside in foreign_keys_aside (those of local tables to distributed ones for good: a cluster cannot hold them)',
    'phase.reference': '4. Reference tables: one copy on every node',
    'phase.distribute': '5. Distributed by jurisdiction: all rows of one stand on one node',
    'phase.return': '6. Foreign keys again',
    'phase.privileges':
      '3. Privileges of mingcha_app, which go with each table to its shards: append-only tables are neither updated nor deleted from',
    'head.check': 'To check:',
    'head.local': 'Tables that stay on the coordinator: {tables}',
    nothing: 'Nothing to do: all {placed} tables stand on the cluster.',
    'run.phase': '{phase} ({count})',
    'run.done': 'Done: {statements} steps, {placed} tables on the cluster.',
    'check.sound': '{table}: {key}, whole.',
    'check.orphans': '{table}: {key}, {count} rows refer to what is not there.',
    'check.none': 'No foreign key stands aside: this database is not distributed.',
    'shards.wrong': '--shards is a whole number from 1 to 1024.',
  },
);

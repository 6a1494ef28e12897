import type { Image } from '../../model/image.ts';
import { programOf } from './images.ts';

/** Where database images keep their data. Caches are none of them: who runs Redis or Memcached may well mean to lose it. */
export const DATABASES: Readonly<Record<string, string>> = {
  cassandra: '/var/lib/cassandra',
  'clickhouse-server': '/var/lib/clickhouse',
  cockroach: '/cockroach/cockroach-data',
  couchdb: '/opt/couchdb/data',
  elasticsearch: '/usr/share/elasticsearch/data',
  influxdb: '/var/lib/influxdb',
  mariadb: '/var/lib/mysql',
  mongo: '/data/db',
  mongodb: '/data/db',
  'mongodb-community-server': '/data/db',
  mysql: '/var/lib/mysql',
  neo4j: '/data',
  opensearch: '/usr/share/opensearch/data',
  'percona-server': '/var/lib/mysql',
  // `data` below it up to PostgreSQL 17, a folder of the version's from 18 on.
  postgres: '/var/lib/postgresql',
  postgresql: '/var/lib/postgresql',
};

/** The folder in which the database of an image keeps its data; undefined if the image is no known database. */
export function dataPathOf(image: Image, known: Readonly<Record<string, string>>): string | undefined {
  const program = programOf(image);
  if (!Object.hasOwn(known, program)) return undefined;
  const inHouse = image.repository.includes('bitnami') && Object.hasOwn(DATABASES, program);
  return inHouse ? `/bitnami/${program}` : known[program];
}

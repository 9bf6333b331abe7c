// Serves @c15t/backend on PostgreSQL or SQLite as its own documentation says: node c15t.mjs PORT ADDRESS
import { c15tInstance } from "@c15t/backend";
import { kyselyAdapter } from "@c15t/backend/db/adapters/kysely";
import { migrator } from "@c15t/backend/db/migrator";
import { DB } from "@c15t/backend/db/schema";
import { serve } from "@hono/node-server";
import SQLite from "better-sqlite3";
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import pg from "pg";

const [port, address] = process.argv.slice(2);
const isSqlite = !address.startsWith("postgresql:");

function dialect() {
  if (!isSqlite) return new PostgresDialect({ pool: new pg.Pool({ connectionString: address, max: 32 }) });
  const database = new SQLite(address);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  return new SqliteDialect({ database });
}

const adapter = kyselyAdapter({ db: new Kysely({ dialect: dialect() }), provider: isSqlite ? "sqlite" : "postgresql" });
await (await migrator({ db: DB.client(adapter), schema: "latest" })).execute();
const instance = c15tInstance({
  appName: "bench",
  basePath: "/",
  adapter,
  trustedOrigins: ["https://studyexpert.pro"],
  disableGeoLocation: true,
  logger: { level: "error" },
});
serve({ fetch: (request) => instance.handler(request), hostname: "127.0.0.1", port: Number(port) });

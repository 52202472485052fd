import { concepts } from './concept.ts';

/** Contracts between programs. */
export const apiConcepts = concepts(`
rest | !rest, !restful, !endpoint*, !put or patch, !patch, http verb*, http method*, !resource naming, resource model*, resource*, nested path*, uri*, url path*, query param*, query string, !hateoas, get with a body, naming urls, crud, api route*, ressource*, recurso*, endpunkt*, ruta*, эндпоинт*, 端点, 接口设计, 接口的, エンドポイント, 엔드포인트 | REST, RESTful, endpoints, API design, resources, HTTP verbs, API endpoints
api | !api design, !public api, partner api, our api, the api, rest api*, apis, api contract*, api, integration*, clients, sdk*, schnittstelle*, interfaz, contrat d'api, апи | API, APIs, API design, API specifications, contract
status-codes | !status code*, !http status, http code*, !400, !401, !403, !404, !409, !410, !412, !422, 429, !201, !202, !204, 207, !error body, error bodies, error response*, error format, !problem+json, problem json, rfc 7807, rfc 9457, error payload, statuscode*, código de estado, códigos de estado, code de statut, código de status, код ответа, 状态码, ステータスコード | status codes, error bodies, status code
payload | !payload*, response body, request body, response object, !response payload, request payload, json response*, response look*, snake_case, camelcase, iso string*, envelope, fields param*, !sparse fieldset*, field* naming, content-type, content negotiation, return the deleted, antwortformat, respuesta, réponse, レスポンス, 返回 | payloads, request and response, response
openapi | !openapi, !swagger, !api spec*, asyncapi, raml, api doc*, publish the docs, contract-first, contract first, spectral, json schema | OpenAPI, Swagger, API documentation, specifications
graphql | !graphql, !resolver*, mutation*, !apollo, relay connection*, federat*, subgraph*, dataloader*, persisted quer* | GraphQL, resolvers, GraphQL schemas
grpc | !grpc, !protobuf, !proto3, !protocol buffer*, .proto, rpc, field number*, thrift, trpc, buf | gRPC, protobuf, RPC
versioning | !version* our, !version* the, !api version*, !versioning, !breaking change*, !deprecat*, backward* compat*, sunset, v1, v2, old clients, never upgrade, older clients, evolve this, evolve the, required field, semver for, rückwärtskompatib*, versionier*, versionar, versionner, 版本, 兼容, 互換性, バージョニング | versioning, deprecation, breaking changes, backward compatibility
lists | !pagina*, !cursor, offset, page size, page token, filter* and sort*, filtering, sorting, sort param*, list endpoint*, !search endpoint, paginierung, paginación, 分页, ページネーション, пагинац*, 페이지네이션 | pagination, filtering, sorting, pagination cursors
idempotency | !idempotency key*, !idempotency-key, idempotency header, repeat the request, same request twice, safe to repeat | idempotency keys, idempotency
rate-limits | !rate limit*, !rate-limit*, throttl*, quota*, retry-after, !api gateway*, kong, ratenbegrenz*, límite de peticiones, 限流, レート制限 | rate limiting, rate limit headers, API gateways, throttling
webhooks | !webhook*, callback url*, deliver* event* to customer*, event subscription*, thin payload | webhooks
long-running | !bulk, batch endpoint*, bulk import, long-running, long running, !polling, progress of, get progress, async endpoint*, sync or 202, status resource, server-sent, websocket* or, sse | bulk and long-running operations, bulk
`);

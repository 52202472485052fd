export {
  type RedisServer as TestRedis,
  startRedisServer as startRedis,
} from '../../src/playground/trouble/redis-server.ts';

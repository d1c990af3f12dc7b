import * as restify from 'restify';

/* What the WeChat callback is measured against: restify that reads the body and answers `success`, and does nothing else. */
const server = restify.createServer();
server.get('/healthz', (_request, response, next) => {
  response.send(200);
  next();
});
server.post('/wechat/callback', (request, response, next) => {
  request.on('data', () => undefined);
  request.on('end', () => {
    response.sendRaw(200, 'success');
    next();
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');

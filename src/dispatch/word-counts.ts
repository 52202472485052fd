/** Made by scripts/word-counts.mts from the project's own prose. */
export const paragraphs = 832;

/** `word:paragraphs`, for words in at least four. */
export const wordCounts = `
the:453 and:319 is:236 that:216 it:191 of:180 for:174 what:165 or:145 in:142 to:117 with:113 one:109 not:93
an:90 as:90 at:86 no:83 when:80 on:78 are:74 slack:73 by:70 messag:65 its:64 be:59 was:59 each:56 answer:54
code:50 thread:50 read:49 never:48 only:48 so:48 wher:48 from:47 which:47 befor:46 model:46 text:46 name:45
how:42 wait:42 may:41 person:41 this:41 after:39 first:39 end:38 data:37 take:37 key:36 say:36 log:35
file:34 line:34 request:34 ask:33 over:33 own:33 time:33 you:32 need:31 once:31 without:31 limit:30 run:30
schema:30 than:30 again:29 connection:29 has:29 noth:29 work:29 same:28 stor:28 token:28 would:28 caller:27
chang:27 error:27 last:27 null:27 out:27 writ:27 all:26 cach:26 can:26 input:26 process:26 reply:26 they:26
up:26 design:25 do:25 query:25 worker:25 block:24 every:24 review:24 then:24 back:23 call:23 must:23 open:23
question:23 agent:22 check:22 clos:22 id:22 know:22 lock:22 cost:21 databas:21 doe:21 failur:21 keep:21
look:21 order:21 redis:21 tabl:21 them:21 ts:21 version:21 api:20 cannot:20 load:20 servic:20 two:20
channel:19 follow:19 more:19 second:19 shar:19 ther:19 who:19 any:18 command:18 event:18 includ:18 long:18
longer:18 promis:18 start:18 stat:18 test:18 turn:18 another:17 come:17 fenc:17 go:17 into:17 json:17
make:17 our:17 sentenc:17 stand:17 their:17 use:17 whil:17 whol:17 word:17 asked:16 bot:16 character:16
decid:16 goe:16 hold:16 index:16 insid:16 many:16 page:16 pattern:16 address:15 begin:15 consider:15
field:15 gateway:15 handl:15 have:15 link:15 list:15 mention:15 most:15 number:15 other:15 part:15 path:15
queu:15 retry:15 set:15 stop:15 throw:15 valu:15 way:15 whatever:15 acknowledg:14 against:14 boundary:14
modal:14 new:14 record:14 refus:14 stay:14 system:14 about:13 description:13 else:13 ended:13 hand:13
nobody:13 rate:13 replac:13 rule:13 shown:13 step:13 through:13 trac:13 under:13 architectur:12 client:12
column:12 exampl:12 find:12 implement:12 leav:12 live:12 past:12 peopl:12 per:12 post:12 return:12
security:12 shap:12 thre:12 together:12 transaction:12 whos:12 architect:11 bound:11 claim:11 count:11
document:11 edge:11 fail:11 form:11 give:11 given:11 header:11 itself:11 level:11 like:11 metric:11 none:11
resolv:11 sdk:11 see:11 sent:11 size:11 type:11 add:10 app:10 architectural:10 argv:10 body:10 bottleneck:10
button:10 case:10 complet:10 consistency:10 cut:10 everyth:10 fals:10 fit:10 get:10 here:10 identity:10
ids:10 kept:10 made:10 migration:10 next:10 operation:10 performanc:10 reject:10 secret:10 sinc:10 someth:10
transcript:10 user:10 written:10 authentication:9 backend:9 backtick:9 break:9 but:9 contract:9 decision:9
dependency:9 exist:9 growth:9 http:9 if:9 lost:9 markdown:9 ms:9 optimization:9 pars:9 pass:9 plan:9
resourc:9 right:9 script:9 should:9 small:9 strategy:9 taken:9 team:9 tool:9 ttl:9 url:9 us:9 within:9
acknowledgement:8 being:8 best:8 both:8 business:8 constraint:8 creat:8 default:8 delet:8 deliver:8
delivery:8 domain:8 empty:8 entry:8 far:8 finish:8 function:8 inbox:8 job:8 kind:8 leas:8 let:8 loop:8
microservic:8 miss:8 mode:8 named:8 output:8 partition:8 plac:8 point:8 press:8 pric:8 provider:8 row:8
send:8 show:8 singl:8 sql:8 status:8 stream:8 tag:8 too:8 twic:8 until:8 used:8 we:8 whether:8 wrong:8
accept:7 access:7 began:7 between:7 caus:7 child:7 chosen:7 context:7 could:7 cover:7 day:7 decod:7 depth:7
diagram:7 drain:7 endpoint:7 enough:7 entity:7 ever:7 few:7 flow:7 graphql:7 hang:7 host:7 inherit:7
injection:7 known:7 label:7 languag:7 layer:7 least:7 mark:7 marker:7 mean:7 neither:7 now:7 owner:7
payload:7 ping:7 profil:7 proper:7 quot:7 real:7 reason:7 repeat:7 rest:7 scal:7 server:7 short:7 still:7
styl:7 thes:7 thing:7 told:7 uniqu:7 unknown:7 why:7 will:7 your:7 allow:6 already:6 alway:6 apart:6
balanc:6 becom:6 behind:6 bolt:6 broken:6 choos:6 claud:6 color:6 compar:6 consumer:6 early:6 effort:6
explain:6 fact:6 fix:6 found:6 half:6 happen:6 history:6 idempotent:6 inlin:6 instead:6 left:6 library:6
longest:6 matter:6 memory:6 node:6 nor:6 note:6 object:6 off:6 old:6 pool:6 port:6 purpos:6 put:6 reach:6
recommendation:6 recovery:6 remov:6 requirement:6 result:6 shortcut:6 side:6 sign:6 spac:6 stabl:6 stack:6
statement:6 structur:6 tell:6 tenant:6 think:6 took:6 unit:6 want:6 workspac:6 worth:6 429:5 abort:5
account:5 action:5 ad:5 analyz:5 application:5 around:5 atomic:5 attempt:5 authorization:5 backof:5 based:5
becaus:5 begun:5 bullmq:5 came:5 chunk:5 clear:5 configur:5 consequenc:5 control:5 core:5 credential:5
debug:5 different:5 dollar:5 done:5 down:5 drop:5 duplicat:5 everywher:5 evidenc:5 exact:5 free:5 gain:5
hash:5 help:5 hot:5 identify:5 join:5 later:5 length:5 measur:5 millisecond:5 move:5 pagination:5
parameter:5 parser:5 paus:5 plain:5 principl:5 project:5 provid:5 referenc:5 rejection:5 releas:5 renew:5
report:5 ring:5 saturation:5 scalability:5 seen:5 serv:5 signal:5 silenc:5 socket:5 sort:5 spent:5 target:5
timeout:5 true:5 undefin:5 unless:5 usag:5 webhook:5 well:5 year:5 yet:5 16:4 abov:4 alert:4 aliv:4
analysis:4 append:4 approach:4 appropriat:4 assumption:4 author:4 availability:4 batch:4 been:4 broadcast:4
budget:4 build:4 built:4 byte:4 carry:4 collection:4 com:4 communication:4 complexity:4 concurrency:4
condition:4 connect:4 constrain:4 copy:4 crash:4 cursor:4 dead:4 deadlin:4 deep:4 digest:4 doorbell:4
doubl:4 earlier:4 engineer:4 ensur:4 feedback:4 filter:4 five:4 good:4 grow:4 guard:4 handler:4 harmless:4
health:4 heavy:4 hide:4 home:4 horizontal:4 idempotency:4 imag:4 integration:4 interrupt:4 invalidation:4
isolation:4 issu:4 late:4 latency:4 leak:4 lose:4 machin:4 md:4 meta:4 minut:4 modul:4 moment:4 money:4
network:4 oauth:4 offer:4 often:4 older:4 opaqu:4 option:4 pair:4 personal:4 practic:4 prefix:4 primary:4
problem:4 product:4 prompt:4 pros:4 prov:4 ran:4 rather:4 readabl:4 recommend:4 remember:4 removal:4
reserv:4 respons:4 restful:4 retention:4 reviewer:4 rewrit:4 risk:4 said:4 session:4 several:4 severity:4
signatur:4 slash:4 slow:4 solid:4 sound:4 speak:4 specific:4 spell:4 stall:4 successor:4 switch:4
synchronous:4 tab:4 task:4 threat:4 trad:4 trip:4 trust:4 try:4 utf:4 validation:4 view:4 whom:4 wide:4
window:4
worst:4
`;

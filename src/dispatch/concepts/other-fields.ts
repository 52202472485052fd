import { concepts } from './concept.ts';

/** Fields beyond the backend, for rosters that have agents of them. */
export const otherConcepts = concepts(`
frontend | !frontend, !front-end, !react, !vue, !angular, !svelte, !next.js, nextjs, nuxt, !css, !tailwind, scss, html, dom, !usestate, !useeffect, hooks, jsx, tsx, component*, responsive, !browser, webpack, vite, hydration, redux, state management, button*, modal, dropdown, layout, flexbox, rerender*, re-render*, bundle size, web vitals | frontend, front-end, React, Vue, Angular, web components, UI components, CSS, client-side
design-ux | !ux, !ui design, !wireframe*, !figma, mockup*, !usability, user research, user journey, user interview*, !accessib*, !a11y, wcag, screen reader*, colour contrast, color contrast, typography, color palette, design system, onboarding flow, aria | UX, UI design, accessibility, WCAG, usability, wireframes, design systems, user experience
mobile | !ios, !android, !swift, swiftui, !kotlin, !flutter, dart, !react native, expo, !mobile app*, app store, play store, testflight, xcode, push notification* on | mobile, iOS, Android, React Native, Flutter, mobile app
containers | !docker*, !kubernetes, !k8s, !helm, !kubectl, pod, pods, !crashloopbackoff, imagepullbackoff, ingress, namespace*, container*, image size, hpa, node pool, eks, gke, aks, statefulset, daemonset | Kubernetes, Docker, containers, Helm, container orchestration
delivery | !ci/cd, !ci pipeline*, !pipeline*, !github action*, gitlab ci, jenkins, circleci, !deploy*, !deployment*, blue/green, blue-green, canary, release process, rollout*, build fails, build time, artifacts, argo, gitops | CI/CD, deployment, pipelines, DevOps, release, continuous integration, deployment automation
infrastructure | !terraform, !pulumi, !cloudformation, ansible, infrastructure as code, iac, !aws, !azure, !gcp, google cloud, ec2, s3 bucket*, vpc, subnet*, load balancer*, nginx, cloud, cloud cost*, finops, landing zone, iam role*, route 53, cloudfront | cloud, AWS, Azure, GCP, Terraform, infrastructure, infrastructure as code, cloud architecture
network | !dns, !vpn, !bgp, firewall rule*, routing table*, !subnet*, latency between regions, packet loss, tcp, udp, ssl certificate*, proxy, cidr, peering | network, networking, DNS, VPN, load balancers
reliability | !incident*, !on-call, on call, !pager*, postmortem*, post-mortem*, !slo, !slos, !sli, error budget*, !alert*, !monitoring, !grafana, !prometheus, datadog, !runbook*, outage, !observability, production is down, prod is down, site is down, chaos engineering | incident response, SRE, monitoring, observability, on-call, reliability, alerts, incidents, outages
data-pipelines | !etl, !elt, !airflow, !dbt, !spark, !data pipeline*, data warehouse*, !snowflake, !bigquery, redshift, databricks, data lake*, dagster, flink, ingestion, star schema, parquet, data quality, analytics engineering, delta lake | data pipelines, ETL, data warehouse, data engineering, Spark, Airflow, big data
analysis | !pandas, !jupyter, !dashboard*, tableau, power bi, metabase, cohort*, !a/b test*, statistic*, regression, forecast*, correlation, churn, kpi*, data analysis, visuali*, insights, survey data, significan* | data analysis, analytics, statistics, visualization, insights, data science, data scientist
machine-learning | !machine learning, !ml model*, !pytorch, !tensorflow, !train*, training data, overfit*, neural network*, classifier, feature engineering, hyperparameter*, !inference, mlops, model drift, xgboost, scikit*, gpu*, fine-tun*, finetun*, model serving | machine learning, ML, model training, MLOps, deep learning, models in production
language-models | !llm*, !rag, !embedding*, !vector database*, vector search, chatbot*, gpt*, claude, openai, langchain, prompt engineering, hallucinat*, semantic search, few-shot, retrieval augmented | LLM, RAG, AI applications, prompt engineering, prompts, embeddings, generative AI
quality | !test plan*, !qa, !e2e, !end-to-end test*, !playwright, !cypress, !selenium, regression test*, test case*, test suite, test automation, manual testing, flaky, acceptance criteria, test strategy | test automation, QA, quality assurance, end-to-end tests, test strategy, testing
writing | !readme, !documentation, !docs, !tutorial*, user guide*, changelog*, release notes, api reference, technical writing, how-to guide, blog post*, proofread*, wording, style guide, onboarding guide | documentation, technical writing, tutorials, docs, user guides
~python | !python*, !pip, django, flask, pydantic, asyncio, type hints, poetry, virtualenv | Python
~javascript | !javascript, !typescript, !npm, node, es modules, generics in typescript, type error ts*, tsconfig, eslint, webpack | JavaScript, TypeScript, Node.js
~golang | !golang, goroutine*, go module*, in go, go code, channels in go | Go, Golang
~rustlang | !rust, cargo, borrow checker, lifetimes, tokio, ownership | Rust
~jvm | !java, !spring, kotlin, maven, gradle, jvm, scala | Java, Spring, JVM
~dotnet | !c#, asp.net, entity framework, blazor, linq | C#, .NET
~php | !php, laravel, symfony, composer, wordpress | PHP, Laravel
~ruby | !ruby, !rails, activerecord, sidekiq | Ruby, Rails
cpp | !c++, cmake, undefined behaviour, segfault, pointers, templates, embedded, firmware, microcontroller*, rtos, arduino | C++, embedded, firmware, systems programming
shell | !bash, shell script*, zsh, awk, sed, cron, linux, systemd, ssh, permission denied, sysadmin | bash, shell, Linux, scripting, system administration
git | !git, rebase, merge conflict*, cherry-pick, branching, monorepo, squash, submodule* | git, version control, branching
~payments | !payment*, !stripe, !billing, invoice*, subscription*, refund*, checkout, paypal, payout*, chargeback* | payments, billing, Stripe, subscriptions, payment integration
blockchain | !blockchain, !smart contract*, !solidity, ethereum, web3, wallet*, nft*, token sale, defi, gas fees | blockchain, smart contracts, Web3, Solidity
games | !unity, !unreal, game loop, shader*, multiplayer, game engine, godot, sprite*, physics engine | game development, Unity, Unreal, games
search | !elasticsearch, !opensearch, !full-text, full text search, lucene, relevance, solr, autocomplete, typo tolerance | search, Elasticsearch, full-text search
seo | !seo, !meta tags, sitemap*, backlink*, keyword*, search ranking*, google ranking*, serp, canonical url*, organic traffic | SEO, search engine optimization, keywords
marketing | !marketing, campaign*, newsletter*, social media, copywriting, landing page copy, conversion rate*, brand*, ad copy, audience, slogan*, headline*, tagline* | marketing, content, copywriting, campaigns, growth
product | !product requirement*, !prd, !roadmap*, !user stor*, !prioriti*, backlog, stakeholder*, mvp scope, feature request*, okr*, market fit, personas, product strategy | product management, roadmap, user stories, requirements, prioritization, product manager
project | !sprint*, !scrum, kanban, standup*, retro, retrospective*, estimate the effort, deadline*, gantt, project plan, jira, milestone*, risk register, story points, velocity | project management, scrum, agile, sprint, planning
legal | !contract*, !licen*, !terms of service, privacy policy, nda, legal*, copyright, trademark*, liability, lawyer*, gdpr notice, cookie banner | legal, contracts, licenses, compliance, privacy policy
finance | !budget*, revenue, cash flow, pricing model, valuation, unit economics, p&l, tax*, accounting, runway, trading, portfolio, hedge | finance, financial, budget, accounting, trading, risk
sales-support | !customer support, support ticket*, !sales, lead*, crm, salesforce, cold email*, outreach, customer success, complaint*, refund request* | sales, customer support, customer success, leads, support tickets
people | !hiring, interview question*, job description*, candidate*, onboarding new, performance review*, resume, cv, recruit* | hiring, recruiting, HR, people, interviews
`);

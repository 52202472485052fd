/** One source a type, each with what the parsers and the renderers of others trip over. */
export const sources = {
  flowchart: `---
title: Order flow
---
flowchart TD
  u([Customer]) -->|HTTPS| lb["Load balancer<br/>(HAProxy)"]
  lb --> api1 & api2[API 2]
  subgraph eu["Region eu-central"]
    api1[API 1] --> cache[("Redis cache")]
    api1 ==>|"writes #quot;orders#quot;"| db[(PostgreSQL)]
    subgraph q[Messaging]
      direction LR
      mq{{RabbitMQ}} --> worker[[Worker]]
    end
    api2 -.->|publishes| mq
  end
  subgraph empty[Nothing yet]
  end
  worker --> ok{Paid?}
  ok -->|no| fail>Refund]
  fail --x api1
  api2 o--o mon[/Monitoring/]
  eu <--> backup[\\Backup\\]
  lb --> lb
  classDef hot fill:#fecaca,stroke:#b91c1c,color:#fff
  class db hot
  linkStyle 0 stroke:red`,
  sequence: `sequenceDiagram
  title Checkout
  autonumber
  box Aqua Frontend
  actor U as Customer
  participant W as Web app
  end
  participant P as Payments
  U->>+W: Buy
  alt card ok
    W->>P: charge
    loop at most 3 times
      P->>P: check
    end
  else declined
    P--xW: 402
  end
  rect rgb(200,220,255)
    Note over U,W: retries are safe
  end
  W-)U: mail
  create participant A as Audit
  W->>A: write
  destroy A
  A-->>W: done
  W-->>-U: Thanks`,
  er: `erDiagram
  CUSTOMER ||--o{ ORDER : places
  CUSTOMER { bigint id PK "identity"
    text email UK }
  ORDER ||--|{ LINE_ITEM : contains
  PRODUCT |o..o{ LINE_ITEM : "is in"`,
  class: `classDiagram
  class Repository~T~ { <<interface>>
    +get(id) Promise~T~ }
  class Orders { -Pool pool
    #int size$
    +find()* }
  Repository <|.. Orders
  Orders "1" --> "0..*" Order : loads
  Order *-- Line
  namespace Money { class Price }
  note for Order "Aggregate root"`,
  state: `stateDiagram-v2
  [*] --> Pending
  Pending --> Paid : payment ok
  state Paid { [*] --> Packing
    Packing --> [*] }
  state c <<choice>>
  Paid --> c
  c --> [*] : done
  note right of Pending : waits 15 min`,
  c4: `C4Container
  title Shop
  Person(u, "Customer", "buys things")
  System_Boundary(b, "Shop") {
    Container(api, "API", "Node.js", "orders")
    ContainerDb(db, "Database", "PostgreSQL")
    ContainerQueue(q, "Events", "RabbitMQ")
  }
  System_Ext(pay, "Payments")
  Rel(u, api, "uses", "HTTPS")
  Rel(api, db, "reads")
  BiRel(api, pay, "charges")
  Rel_Back(api, q, "listens")`,
  architecture: `architecture-beta
  group api(cloud)[API]
  group inner(cloud)[Private] in api
  service gw(internet)[Gateway] in api
  service db(database)[Database] in inner
  service server(server)[Server] in inner
  junction j in inner
  db:L -- R:server
  gw:R --> L:server
  server:B -- T:j`,
} as const;

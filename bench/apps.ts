/** Writes manifests as teams write them: an application a file, its objects refer to each other, and nearly all of it is in order. */

/** How the text is written; what it says stays the same. */
export interface Style {
  /** Comments, anchors and aliases, block scalars, quotes and CRLF: what readers find harder than the plain subset. */
  readonly rich?: boolean;
}

/** The five documents of an application, without separators. */
export function appOf(index: number, style: Style = {}): readonly string[] {
  const app = new App(index, style.rich === true);
  const documents = [app.workload(), app.service(), app.config(), app.account(), app.besides()];
  return style.rich === true ? documents.map((text) => text.replaceAll('\n', '\r\n')) : documents;
}

/** A file of one application. */
export function fileOf(index: number, style: Style = {}): string {
  return appOf(index, style).join(style.rich === true ? '---\r\n' : '---\n');
}

/** An object of a few lines. */
export function smallOf(index: number): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: small-${index}\n  namespace: team-${index % 40}\ndata:\n  greeting: hello-${index}\n`;
}

const COMPONENTS = ['api', 'worker', 'web', 'cache', 'gateway', 'ledger', 'search', 'mailer'] as const;

class App {
  readonly #index: number;
  readonly #rich: boolean;
  readonly #name: string;
  readonly #namespace: string;
  readonly #component: string;
  readonly #port: number;

  constructor(index: number, rich: boolean) {
    this.#index = index;
    this.#rich = rich;
    this.#component = COMPONENTS[index % COMPONENTS.length] as string;
    this.#name = `${this.#component}-${index}`;
    this.#namespace = `team-${index % 40}`;
    this.#port = 8000 + (index % 900);
  }

  /** One in fifty runs an image of no fixed version, and one in two hundred has a number where a text belongs. */
  workload(): string {
    const stateful = this.#index % 8 === 3;
    const kind = stateful ? 'StatefulSet' : 'Deployment';
    const replicas = this.#index % 200 === 77 ? '"three"' : 2 + (this.#index % 3);
    return `${this.#comment(`${this.#name} serves the ${this.#component} of a team.`)}apiVersion: apps/v1
kind: ${kind}
metadata:
${this.#metadata(2, '&labels')}
  annotations:
    example.com/owner: team-${this.#index % 40}@example.com
    example.com/runbook: https://runbooks.example.com/${this.#component}/${this.#name}
spec:
${this.#index % 4 === 0 ? '' : `  replicas: ${replicas}\n`}  revisionHistoryLimit: 5
${stateful ? `  serviceName: ${this.#name}\n` : '  strategy:\n    type: RollingUpdate\n    rollingUpdate:\n      maxSurge: 1\n      maxUnavailable: 0\n'}  selector:
    matchLabels:
      app.kubernetes.io/name: ${this.#component}
      app.kubernetes.io/instance: ${this.#name}
  template:
    metadata:
      labels:${this.#rich ? ' *labels\n' : `\n${this.#labels(8)}\n`}    spec:
      serviceAccountName: ${this.#name}
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: 45
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        fsGroup: 10001
        seccompProfile:
          type: RuntimeDefault
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app.kubernetes.io/instance: ${this.#name}
      containers:
${this.#container(this.#component, this.#port)}${this.#index % 3 === 0 ? this.#container('sidecar', this.#port + 1000) : ''}      volumes:
        - name: config
          configMap:
            name: ${this.#name}
        - name: tmp
          emptyDir:
            sizeLimit: 64Mi
`;
  }

  #container(name: string, port: number): string {
    const tag = this.#index % 50 === 49 ? 'latest' : `v1.${this.#index % 30}.${this.#index % 7}`;
    return `        - name: ${name}
          image: registry.example.com/team-${this.#index % 40}/${name}:${tag}
          imagePullPolicy: IfNotPresent
          args: ["--listen=:${port}", "--config=/etc/${name}/config.yaml", '--log-level=info']
          ports:
            - name: ${name === 'sidecar' ? 'metrics' : 'http'}
              containerPort: ${port}
              protocol: TCP
          env:
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
            - name: LOG_FORMAT
              value: json
            - name: FEATURES
              valueFrom:
                configMapKeyRef:
                  name: ${this.#name}
                  key: features
${this.#comment('As measured last month.', 10)}          resources:
            requests:
              cpu: ${100 + (this.#index % 8) * 50}m
              memory: ${64 + (this.#index % 6) * 32}Mi
            limits:
              memory: ${512 + (this.#index % 6) * 32}Mi
          readinessProbe:
            httpGet:
              path: /ready
              port: ${name === 'sidecar' ? 'metrics' : 'http'}
            periodSeconds: 10
            timeoutSeconds: 2
          livenessProbe:
            httpGet:
              path: /healthz
              port: ${name === 'sidecar' ? 'metrics' : 'http'}
            initialDelaySeconds: 15
            periodSeconds: 20
            failureThreshold: 5
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
          volumeMounts:
            - name: config
              mountPath: /etc/${name}
              readOnly: true
            - name: tmp
              mountPath: /tmp
`;
  }

  service(): string {
    return `apiVersion: v1
kind: Service
metadata:
${this.#metadata(2)}
spec:
${this.#index % 8 === 3 ? '  clusterIP: None\n' : '  type: ClusterIP\n'}  selector:
    app.kubernetes.io/name: ${this.#component}
    app.kubernetes.io/instance: ${this.#name}
  ports:
    - name: http
      port: 80
      targetPort: http
      protocol: TCP
`;
  }

  config(): string {
    return `apiVersion: v1
kind: ConfigMap
metadata:
${this.#metadata(2)}
data:
  features: "search,export,${this.#component}"${this.#rich ? ' # switched per team' : ''}
  config.yaml: |
    server:
      listen: ":${this.#port}"
      readTimeout: 10s
      writeTimeout: 30s
    upstreams:
      - name: primary
        url: http://primary.${this.#namespace}.svc.cluster.local:8080
      - name: secondary
        url: http://secondary.${this.#namespace}.svc.cluster.local:8080
    limits:
      requestsPerSecond: ${100 + (this.#index % 400)}
      burst: ${200 + (this.#index % 400)}
${this.#rich ? "  motto: 'it''s what we do'\n  about: >-\n    Told in a few lines\n    that are read as one.\n" : ''}`;
  }

  account(): string {
    return `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n${this.#metadata(2)}\nautomountServiceAccountToken: false\n`;
  }

  besides(): string {
    const kind = this.#index % 8 === 3 ? 'StatefulSet' : 'Deployment';
    const others = [() => this.#autoscaler(kind), () => this.#ingress(), () => this.#budget(), () => this.#policy()];
    return (others[this.#index % others.length] as () => string)();
  }

  #autoscaler(kind: string): string {
    const head = `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n${this.#metadata(2)}\n`;
    return `${head}spec:
  minReplicas: 2
  maxReplicas: ${6 + (this.#index % 5)}
  scaleTargetRef:
    apiVersion: apps/v1
    kind: ${kind}
    name: ${this.#name}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 75
`;
  }

  #ingress(): string {
    const head = `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n${this.#metadata(2)}\n`;
    return `${head}spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - ${this.#name}.example.com
      secretName: ${this.#name}-tls
  rules:
    - host: ${this.#name}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${this.#name}
                port:
                  name: http
`;
  }

  #budget(): string {
    const head = `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n${this.#metadata(2)}\n`;
    return `${head}spec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/instance: ${this.#name}\n`;
  }

  #policy(): string {
    const head = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n${this.#metadata(2)}\n`;
    return `${head}spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/instance: ${this.#name}
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ${this.#namespace}
      ports:
        - port: http
          protocol: TCP
`;
  }

  #metadata(indent: number, anchor = ''): string {
    const blank = ' '.repeat(indent);
    const mark = this.#rich && anchor !== '' ? ` ${anchor}` : '';
    return `${blank}name: ${this.#name}\n${blank}namespace: ${this.#namespace}\n${blank}labels:${mark}\n${this.#labels(indent + 2)}`;
  }

  #labels(indent: number): string {
    const labels = [
      ['name', this.#component],
      ['instance', this.#name],
      ['part-of', `shop-${this.#index % 25}`],
      ['managed-by', 'kustomize'],
    ];
    return labels.map(([key, value]) => `${' '.repeat(indent)}app.kubernetes.io/${key}: ${value}`).join('\n');
  }

  #comment(text: string, indent = 0): string {
    return this.#rich ? `${' '.repeat(indent)}# ${text}\n` : '';
  }
}

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { commands, type Location, type TextDocument, type WorkspaceEdit, workspace } from 'vscode';
import { ask, refusalOf, waitForProblems, workspaceUri } from './vscode-helpers.ts';

/** Each name stands for one thing only, so it is changed everywhere or nowhere. */
const PODS = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: shop
spec:
  serviceName: shop
  selector:
    matchLabels: {app: shop-label}
  template:
    metadata:
      labels: {app: shop-label}
      annotations: {kubectl.kubernetes.io/default-container: web-container}
    spec:
      serviceAccountName: shop-account
      containers:
        - name: web-container
          image: "nginx:1.27 "
          ports: [{name: http-port, containerPort: 80}]
          livenessProbe: {httpGet: {port: http-port}}
          envFrom:
            - configMapRef: {name: settings-map}
            - secretRef: {name: tokens-secret}
          volumeMounts:
            - {name: logs-volume, mountPath: /var/log/nginx}
            - {name: data-claim, mountPath: /data}
            - {name: disk-volume, mountPath: /disk}
        - name: raw
          image: busybox:1.36
          command: [sleep, infinity]
          volumeDevices:
            - {name: raw-claim, devicePath: /dev/block}
          volumeMounts:
            - {name: logs-volume, mountPath: /logs}
      volumes:
        - {name: logs-volume, emptyDir: {}}
        - {name: disk-volume, persistentVolumeClaim: {claimName: disk-claim}}
  volumeClaimTemplates:
    - metadata: {name: data-claim}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
    - metadata: {name: raw-claim}
      spec: {accessModes: [ReadWriteOnce], volumeMode: Block, resources: {requests: {storage: 1Gi}}}
`;
const OTHERS = `apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: shop-label}
  ports: [{port: 80, targetPort: http-port}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings-map}
---
apiVersion: v1
kind: Secret
metadata: {name: tokens-secret}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: shop-account}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: disk-claim}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
const FILES = { 'names/pods.yaml': PODS, 'names/others.yaml': OTHERS };

describe('what is named in VS Code', () => {
  let pods: TextDocument;

  before(async () => {
    for (const [path, text] of Object.entries(FILES))
      await workspace.fs.writeFile(workspaceUri(path), new TextEncoder().encode(text));
    pods = await workspace.openTextDocument(workspaceUri('names/pods.yaml'));
    await workspace.openTextDocument(workspaceUri('names/others.yaml'));
    await waitForProblems(pods.uri, (all) => all.length > 0);
  });

  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(workspaceUri('names'), { recursive: true, useTrash: false });
  });

  for (const name of [
    'shop-label',
    'web-container',
    'http-port',
    'shop-account',
    'settings-map',
    'tokens-secret',
    'logs-volume',
    'disk-volume',
    'disk-claim',
    'data-claim',
    'raw-claim',
  ])
    it(`is found and renamed wherever it is meant: ${name}`, async () => {
      const at = pods.positionAt(PODS.indexOf(name) + 2);
      const wanted = Object.values(FILES).flatMap(
        (text) => text.match(new RegExp(name, 'g')) ?? [],
      );
      const references = await ask<Location[]>(
        'vscode.executeReferenceProvider',
        [pods.uri, at],
        (answer) => answer.length === wanted.length,
      );
      assert.equal(references.length, wanted.length);
      const edit = await ask<WorkspaceEdit | undefined>(
        'vscode.executeDocumentRenameProvider',
        [pods.uri, at, 'another'],
        (answer) => answer !== undefined && answer.size > 0,
      );
      const changed = (edit?.entries() ?? []).flatMap(([, edits]) => edits);
      assert.deepEqual(
        changed.map(({ newText }) => newText),
        wanted.map(() => 'another'),
      );
    });

  it('is not renamed where programs know it', async () => {
    const at = pods.positionAt(PODS.indexOf('serviceName: shop') + 'serviceName: sh'.length);
    assert.match(
      await refusalOf('vscode.executeDocumentRenameProvider', pods.uri, at, 'another'),
      /Programs reach the Service by its name "shop"/,
    );
  });
});
